package org.openemr.aws.contracts;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The maker of physical names, parameter paths and tags. Every name carries the deployment's name, so that several
 * installations share an account and a region.
 */
@FunctionalInterface
public interface Names {

    /** The name of the product, in parameter paths and tags. */
    String PRODUCT = "openemr";

    /** The tag that has the deployment's name, on everything of it. */
    String DEPLOYMENT_TAG = PRODUCT + ":deployment";

    /** The deployment's name, 2 to 20 characters (setting {@code deployment_name}). */
    String name();

    /** The names of a deployment of which no more is known than its name. */
    static Names of(String deployment) {
        return () -> deployment;
    }

    /** The physical name of a stack, for example {@code openemr-network}. */
    default String stackName(Layer layer) {
        return physicalName(layer.label());
    }

    /** A physical name that is the same whenever the deployment is created again, for example {@code openemr-tasks}. */
    default String physicalName(String part) {
        return name() + "-" + part;
    }

    /**
     * How the names begin that people choose for what they make, for example {@code openemr--}. No deployment's name has two hyphens in a
     * row, so nothing of another deployment begins like this, whatever it is called.
     */
    default String prefixOfChosenNames() {
        return name() + "--";
    }

    /**
     * The name of the log group that a service writes to by convention, for example {@code aws-waf-logs-openemr}.
     *
     * @param prefix the prefix that the service demands, with its trailing separator
     */
    default String logGroupName(String prefix, String part) {
        return prefix + physicalName(part);
    }

    /** The path below which a deployment keeps all its parameters. */
    default String parameterRoot() {
        return "/" + PRODUCT + "/" + name();
    }

    /** The path of a parameter of the contract between stacks: {@code /openemr/<deployment>/<layer>/<name>}. */
    default String parameterName(Layer layer, String parameter) {
        return parameterPath(layer) + "/" + parameter;
    }

    /** The path below which a layer keeps all its parameters. */
    default String parameterPath(Layer layer) {
        return parameterRoot() + "/" + layer.label();
    }

    /**
     * The path below which there are the latest records of what was done to the deployment, outside of what goes with it:
     * {@code /openemr-records/<deployment>}.
     */
    default String recordRoot() {
        return "/%s-records/%s".formatted(PRODUCT, name());
    }

    /**
     * Name patterns of every log group a deployment creates; the key policy of the log key admits these and no others.
     * CloudFormation's generated names start with the stack's name, hence with the deployment's.
     */
    default List<String> logGroupNamePatterns() {
        return List.of(name() + "-*", "/aws/*/" + name() + "-*", "aws-waf-logs-" + name() + "-*");
    }

    /** The tags of everything in a layer. */
    default SortedMap<String, String> tags(Layer layer) {
        return new TreeMap<>(Map.of(DEPLOYMENT_TAG, name(), PRODUCT + ":layer", layer.label()));
    }
}

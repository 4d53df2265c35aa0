package org.openemr.aws.contracts;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.settings.installation.DataOnDestroy;
import org.openemr.aws.settings.installation.DeploymentSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.constructs.IConstruct;

/**
 * One installation of OpenEMR: the only maker of physical names, parameter paths and tags. Every name carries the
 * deployment's name, so that several installations share an account and a region.
 *
 * @param name the deployment's name, 2 to 20 characters (setting {@code deployment_name})
 * @param dataOnDestroy what a deleted stack leaves of its data
 * @param terminationProtection whether CloudFormation refuses to delete the stacks
 * @param monitoringAlarms whether alarms are created
 */
public record Deployment(
        String name, DataOnDestroy dataOnDestroy, boolean terminationProtection, boolean monitoringAlarms) {

    private static final String PRODUCT = "openemr";

    /** The deployment that the settings describe. */
    public static Deployment of(DeploymentSettings settings) {
        return new Deployment(
                settings.name(),
                settings.dataOnDestroy(),
                settings.terminationProtection(),
                settings.monitoringAlarms());
    }

    /** The physical name of a stack, for example {@code openemr-network}. */
    public String stackName(Layer layer) {
        return physicalName(layer.label());
    }

    /** A physical name that is the same whenever the deployment is created again, for example {@code openemr-tasks}. */
    public String physicalName(String part) {
        return name + "-" + part;
    }

    /**
     * A physical name that differs each time the stack is created anew, for resources that outlive their stack: what a
     * destroyed deployment left behind never blocks the next one. The suffix is the first group of the stack's own id.
     */
    public String physicalNameOfThisStack(String part) {
        return Fn.join("-", List.of(name, part, stackSuffix()));
    }

    /**
     * The name of the log group that a service writes to by convention, for example {@code aws-waf-logs-openemr}.
     *
     * @param prefix the prefix that the service demands, with its trailing separator
     */
    public String logGroupName(String prefix, String part) {
        return prefix + physicalName(part);
    }

    /** The path of a parameter of the contract between stacks: {@code /openemr/<deployment>/<layer>/<name>}. */
    public String parameterName(Layer layer, String parameter) {
        return parameterPath(layer) + "/" + parameter;
    }

    /** The path below which a layer keeps all its parameters. */
    public String parameterPath(Layer layer) {
        return "/" + PRODUCT + "/" + name + "/" + layer.label();
    }

    /**
     * ARN patterns of every log group a deployment creates; the key policy of the log key admits these and no others.
     * CloudFormation's generated names start with the stack's name, hence with the deployment's.
     */
    public List<String> logGroupArnPatterns() {
        return Stream.of(name + "-*", "/aws/*/" + name + "-*", "aws-waf-logs-" + name + "-*")
                .map(pattern ->
                        "arn:%s:logs:%s:%s:log-group:%s".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, pattern))
                .toList();
    }

    /**
     * The policy of file systems, buckets, keys, secrets, vaults and log groups. When data is retained it is
     * {@code RetainExceptOnCreate}, so that a first deployment that fails leaves nothing behind.
     */
    public RemovalPolicy storePolicy() {
        return dataOnDestroy == DataOnDestroy.RETAIN ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }

    /** The policy of the database cluster: a final snapshot when data is retained. */
    public RemovalPolicy databasePolicy() {
        return dataOnDestroy == DataOnDestroy.RETAIN ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY;
    }

    /** Tags a construct and all below it with the deployment and the layer. */
    public void tag(IConstruct scope, Layer layer) {
        Tags.of(scope).add(PRODUCT + ":deployment", name);
        Tags.of(scope).add(PRODUCT + ":layer", layer.label());
    }

    /** The first group of the stack id's UUID: eight hexadecimal characters, known when CloudFormation creates it. */
    private static String stackSuffix() {
        var uuid = Fn.select(2, Fn.split("/", Aws.STACK_ID));
        return Fn.select(0, Fn.split("-", uuid));
    }
}

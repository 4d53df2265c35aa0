package org.openemr.aws.operator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What the stacks of a deployment published: the parameters below {@code /openemr/<deployment>/}.
 *
 * @param values the values by parameter name
 */
public record DeployedValues(String deployment, String region, Map<String, String> values) {

    /** Reads all parameters of a deployment. */
    public static DeployedValues read(SsmClient ssm, String deployment, String region) {
        var values = new TreeMap<String, String>();
        ssm
                .getParametersByPathPaginator(
                        request -> request.path("/openemr/" + deployment + "/").recursive(true))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return new DeployedValues(deployment, region, values);
    }

    /** The values of a deployment that must exist. */
    public static DeployedValues require(SsmClient ssm, String deployment, String region) {
        var found = read(ssm, deployment, region);
        if (found.values().isEmpty()) {
            throw Failure.notFound(
                    "No deployment '%s' in %s. Check --deployment, --region and --profile; `npx cdk deploy --all` makes one."
                            .formatted(deployment, region));
        }
        return found;
    }

    /** A value of the contract, empty when the layer is not deployed or does not publish it. */
    public Optional<String> find(Part part) {
        return Optional.ofNullable(values.get(name(part)));
    }

    /**
     * A value of the contract.
     *
     * @throws Failure when the layer is not deployed
     */
    public String get(Part part) {
        var stack = part.layer().stackId();
        return find(part)
                .orElseThrow(() -> Failure.notReady(
                        "%s of deployment '%s' is not deployed (no parameter %s). Deploy it: npx cdk deploy %s"
                                .formatted(stack, deployment, name(part), stack)));
    }

    private String name(Part part) {
        return "/openemr/%s/%s/%s".formatted(deployment, part.layer().label(), part.parameter());
    }
}

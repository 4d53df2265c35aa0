package org.openemr.aws.operator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What the stacks of a deployment published as parameters.
 *
 * @param values the values by parameter name
 */
public record DeployedValues(String deployment, String region, Map<String, String> values) {

    /** Reads all parameters of a deployment. */
    public static DeployedValues read(SsmClient ssm, String deployment, String region) {
        var values = new TreeMap<String, String>();
        ssm
                .getParametersByPathPaginator(request ->
                        request.path(Names.of(deployment).parameterRoot() + "/").recursive(true))
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

    /** The names of the deployment's parts. */
    public Names names() {
        return Names.of(deployment);
    }

    /** A value of the contract, empty when the layer is not deployed or does not publish it. */
    public Optional<String> find(Output output) {
        return Optional.ofNullable(values.get(output.parameterName(names())));
    }

    /**
     * A value of the contract.
     *
     * @throws Failure when the layer is not deployed
     */
    public String get(Output output) {
        var stack = output.layer().stackId();
        return find(output)
                .orElseThrow(() -> Failure.notReady(
                        "%s of deployment '%s' is not deployed (no parameter %s). Deploy it: npx cdk deploy %s"
                                .formatted(stack, deployment, output.parameterName(names()), stack)));
    }
}

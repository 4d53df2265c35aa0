package org.openemr.aws.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.Failure;

/**
 * For which deployment, account and region something was synthesised. The form of an environment is that of the <a
 * href="https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cloud-assembly-schema/README.md">cloud assembly</a>.
 */
public final class AssemblyPlace {

    /** {@code aws://111122223333/us-east-1}, or with {@code unknown-account}, {@code unknown-region}. */
    private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]+)/([^/]+)");

    private final Path assembly;
    private final Optional<JsonNode> artifacts;

    /** Reads the manifest of a cloud assembly, where it has one. */
    public AssemblyPlace(Path assembly) {
        this.assembly = assembly;
        this.artifacts = WantedTemplates.artifacts(assembly);
    }

    /**
     * Makes sure that it was made for a deployment, and for an account and a region where it says so.
     *
     * @throws Failure when it was made for another
     */
    public void require(Names names, String account, String region) {
        for (var layer : Layer.values()) {
            stack(layer.stackId()).ifPresent(stack -> {
                var expected = names.stackName(layer);
                if (!stack.name().equals(expected) || !stack.mayBeOf(account) || !stack.mayBeIn(region)) {
                    throw Failure.usage(
                            "%s holds %s for %s, and this is about %s in %s of account %s. Synthesise it for this one."
                                    .formatted(assembly, stack.name(), stack.environment(), expected, region, account));
                }
            });
        }
    }

    /** Of the stacks that are in another region or account than the layers, those of this account. */
    public List<String> elsewhereInAccount(String account) {
        return elsewhere(account, true);
    }

    /** Of the stacks that are in another region or account than the layers, those of other accounts. */
    public List<String> elsewhereInOtherAccounts(String account) {
        return elsewhere(account, false);
    }

    private List<String> elsewhere(String account, boolean here) {
        return WantedTemplates.elsewhere(assembly).stream()
                .filter(id -> stack(id).filter(stack -> stack.mayBeOf(account)).isPresent() == here)
                .toList();
    }

    private Optional<SynthesisedStack> stack(String id) {
        return artifacts
                .map(all -> all.path(id))
                .filter(JsonNode::isObject)
                .map(artifact -> new SynthesisedStack(
                        artifact.at("/properties/stackName").asText(id),
                        artifact.path("environment").asText("aws://unknown-account/unknown-region")));
    }

    private record SynthesisedStack(String name, String environment) {

        boolean mayBeIn(String region) {
            return is(2, region, "unknown-region");
        }

        boolean mayBeOf(String account) {
            return is(1, account, "unknown-account");
        }

        private boolean is(int group, String value, String unknown) {
            var place = ENVIRONMENT.matcher(environment);
            return place.matches()
                    && (place.group(group).equals(value) || place.group(group).equals(unknown));
        }
    }
}

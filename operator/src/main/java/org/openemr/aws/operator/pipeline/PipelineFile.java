package org.openemr.aws.operator.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.PipelineContract;
import org.openemr.aws.settings.installation.PipelineSettings;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The file that a host of repositories runs as a pipeline.
 *
 * @param path where it belongs in the repository
 */
public record PipelineFile(String path, String text) {

    /** What a template leaves open; what a host's own language writes with braces or a dollar sign is none of them. */
    private static final Pattern SLOT = Pattern.compile("@([A-Z_]+)@");

    /**
     * The file for a deployment.
     *
     * @param environment of the checkout, where one is meant
     */
    public static PipelineFile of(
            PipelineSettings settings, Names names, String account, String region, Optional<String> environment) {
        var values = Map.of(
                "ENVIRONMENT", settings.environment(),
                "BRANCH", settings.branch(),
                "REGION", region,
                "ACCOUNT", account,
                "AUDIENCE", settings.tokenAudience(),
                "PLAN_ROLE", roleArn(account, region, PipelineContract.planRoleName(names, region)),
                "DEPLOY_ROLE", roleArn(account, region, PipelineContract.deployRoleName(names, region)),
                "SESSION_SECONDS",
                        String.valueOf(Duration.ofHours(PipelineContract.DEPLOY_SESSION_HOURS)
                                .toSeconds()),
                "OPTIONS", environment.map(name -> " --environment " + name).orElse(""));
        var template = resource(settings.isOnGitHub() ? "github.yml" : "gitlab.yml");
        return new PipelineFile(
                (settings.isOnGitHub() ? ".github/workflows" : ".gitlab") + "/deploy-" + settings.environment()
                        + ".yml",
                SLOT.matcher(template).replaceAll(slot -> Matcher.quoteReplacement(values.get(slot.group(1)))));
    }

    private static String roleArn(String account, String region, String name) {
        return "arn:%s:iam::%s:role/%s"
                .formatted(PartitionMetadata.of(Region.of(region)).id(), account, name);
    }

    private static String resource(String name) {
        try (var content = PipelineFile.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

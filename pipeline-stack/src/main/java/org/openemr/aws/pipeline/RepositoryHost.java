package org.openemr.aws.pipeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.settings.installation.PipelineSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.WebIdentityPrincipal;
import software.constructs.Construct;

/** The host of the repository, as IAM knows it: who signs tokens of jobs, and whose tokens are believed. */
final class RepositoryHost {

    private final PipelineSettings settings;
    private final String arn;

    RepositoryHost(Construct scope, PipelineSettings settings) {
        this.settings = settings;
        // IAM trusts its own library of authorities for the certificate, so that no thumbprint is pinned here.
        this.arn = settings.makesIdentityProvider()
                ? CfnOIDCProvider.Builder.create(scope, "IdentityProvider")
                        .url("https://" + settings.tokenIssuer())
                        .clientIdList(List.of(settings.tokenAudience()))
                        .build()
                        .getAttrArn()
                : "arn:%s:iam::%s:oidc-provider/%s".formatted(Aws.PARTITION, Aws.ACCOUNT_ID, settings.tokenIssuer());
    }

    /** Jobs that may plan: of GitHub by their subjects to the letter, of GitLab of any branch. */
    IPrincipal planningJobs() {
        var subjects = settings.planningSubjects();
        return trusted(
                settings.isOnGitHub()
                        ? Map.of("StringEquals", exactly(subjects))
                        : Map.of(
                                "StringEquals", Map.of(audience(), settings.tokenAudience()),
                                "StringLike", Map.of(subject(), subjects)));
    }

    /**
     * Jobs that may deploy. GitHub's subject names the environment and not the branch, and an environment that nobody has restricted yet admits any:
     * STS looks at the branch of GitHub's tokens in <a
     * href="https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/">commercial regions</a>;
     * elsewhere the environment alone decides.
     */
    IPrincipal deployingJobs() {
        var exactly = exactly(List.of(settings.deployingSubject()));
        return trusted(
                settings.isOnGitHub()
                        ? Map.of(
                                "StringEquals",
                                exactly,
                                "StringEqualsIfExists",
                                Map.of(settings.tokenIssuer() + ":ref", "refs/heads/" + settings.branch()))
                        : Map.of("StringEquals", exactly));
    }

    /** In one order, that of Map.of is another in each process. */
    private IPrincipal trusted(Map<String, Map<String, Object>> conditions) {
        return new WebIdentityPrincipal(arn, new TreeMap<>(conditions));
    }

    private Map<String, Object> exactly(List<String> subjects) {
        return new TreeMap<>(Map.of(audience(), settings.tokenAudience(), subject(), subjects));
    }

    private String audience() {
        return settings.tokenIssuer() + ":aud";
    }

    private String subject() {
        return settings.tokenIssuer() + ":sub";
    }
}

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

    /** Jobs whose token has one of these subjects, to the letter. */
    IPrincipal jobs(List<String> subjects) {
        return new WebIdentityPrincipal(arn, Map.of("StringEquals", exactly(subjects)));
    }

    /**
     * The same, of one branch where the subject does not name it: an environment that nobody has restricted yet admits any. STS looks at the
     * branch of GitHub's tokens in <a
     * href="https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/">commercial regions</a>;
     * elsewhere the environment alone decides.
     */
    IPrincipal jobsOfBranch(List<String> subjects, String branch) {
        return new WebIdentityPrincipal(
                arn,
                new TreeMap<>(Map.of(
                        "StringEquals", exactly(subjects),
                        "StringEqualsIfExists", Map.of(settings.tokenIssuer() + ":ref", "refs/heads/" + branch))));
    }

    /** Jobs whose token's subject has the form of one of these. */
    IPrincipal jobsLike(List<String> subjects) {
        return new WebIdentityPrincipal(
                arn,
                new TreeMap<>(Map.of(
                        "StringEquals", Map.of(audience(), settings.tokenAudience()),
                        "StringLike", Map.of(subject(), subjects))));
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

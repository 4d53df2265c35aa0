package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.settings.InvalidSettingsException;

class PipelineSettingsTest {

    @Test
    void withoutARepositoryThereIsNone() {
        assertThat(read(Map.of()).wanted()).isFalse();
    }

    /** The subjects are GitHub's: https://docs.github.com/en/actions/reference/security/oidc. */
    @Test
    void jobsOfGitHubPlanPullRequestsAndTheBranchAndDeployThroughTheEnvironment() {
        var settings = read(Map.of("pipeline_repository", "octocat@123456/my-repo@456789"));

        assertThat(settings.planningSubjects())
                .containsExactly(
                        "repo:octocat@123456/my-repo@456789:pull_request",
                        "repo:octocat@123456/my-repo@456789:ref:refs/heads/main");
        assertThat(settings.deployingSubject()).isEqualTo("repo:octocat@123456/my-repo@456789:environment:production");
        assertThat(settings.repositoryName()).contains("octocat/my-repo");
    }

    /** The subjects are GitLab's: https://docs.gitlab.com/ci/cloud_services/aws/. */
    @Test
    void jobsOfGitLabPlanAnyBranchAndDeployTheOne() {
        var settings =
                read(Map.of("pipeline_repository", "clinic/it/openemr", "pipeline_host", "git.clinic.example.org"));

        assertThat(settings.planningSubjects()).containsExactly("project_path:clinic/it/openemr:ref_type:branch:ref:*");
        assertThat(settings.deployingSubject()).isEqualTo("project_path:clinic/it/openemr:ref_type:branch:ref:main");
        assertThat(settings.tokenAudience()).isEqualTo("https://git.clinic.example.org");
    }

    @Test
    void theEnvironmentIsThatOfTheConfigurationUnlessItIsNamed() {
        var staging = Map.<String, Object>of("pipeline_repository", "octocat/my-repo", "environment", "staging");
        var named = new HashMap<>(staging);
        named.put("pipeline_environment", "try-out");

        assertThat(read(staging).environment()).isEqualTo("staging");
        assertThat(read(named).environment()).isEqualTo("try-out");
    }

    /** A name with a wildcard would be everybody's, and one with a colon another subject. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "octocat",
                "octocat/*",
                "*/my-repo",
                "octocat/my-repo:ref",
                "octocat@1/my-repo",
                "octocat/my-repo@2",
                "a/b/c",
                "octocat/my repo",
                "octocat/?"
            })
    void whatIsNoRepositoryOfGitHubIsRefused(String name) {
        assertThatThrownBy(() -> read(Map.of("pipeline_repository", name)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("pipeline_repository");
    }

    @ParameterizedTest
    @CsvSource({"pipeline_branch,ma*n", "pipeline_environment,prod:x", "pipeline_host,clinic.ghe.com", "pipeline_host,*"
    })
    void whatWouldWidenTheTrustIsRefused(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(key);
    }

    @Test
    void aPipelineLooksNothingUp() {
        assertThatThrownBy(() ->
                        read(Map.of("pipeline_repository", "octocat/my-repo", "route53_domain", "clinic.example.org")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("route53_hosted_zone_id");
    }

    private static PipelineSettings read(Map<String, ?> context) {
        return InstallationSettings.read(context, Optional.of("us-east-1")).pipeline();
    }
}

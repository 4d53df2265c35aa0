package org.openemr.aws.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;

class PipelineStackTest {

    private static final SynthesisedTemplate GITHUB =
            template(Map.of("pipeline_repository", "clinic@1/openemr@2", "backup_copy_region", "us-west-2"));

    /** Exact subjects, so that no other repository, branch or environment is among them. */
    @Test
    void onlyJobsOfTheEnvironmentDeploy() {
        var trust = role(GITHUB, "DeployRole").at("/AssumeRolePolicyDocument/Statement");

        assertThat(trust).hasSize(1);
        assertThat(trust.at("/0/Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
        var equals = trust.at("/0/Condition/StringEquals");
        assertThat(trust.at("/0/Condition")).hasSize(2);
        // An environment that is made by naming it has no rules yet.
        assertThat(trust.at("/0/Condition/StringEqualsIfExists").toString())
                .isEqualTo("{\"token.actions.githubusercontent.com:ref\":\"refs/heads/main\"}");
        assertThat(equals).hasSize(2);
        assertThat(equals.path("token.actions.githubusercontent.com:aud").asText())
                .isEqualTo("sts.amazonaws.com");
        assertThat(equals.path("token.actions.githubusercontent.com:sub").toString())
                .isEqualTo("[\"repo:clinic@1/openemr@2:environment:production\"]");
    }

    @Test
    void pullRequestsAndTheBranchPlan() {
        assertThat(role(GITHUB, "PlanRole")
                        .at("/AssumeRolePolicyDocument/Statement/0/Condition")
                        .toString())
                .contains(
                        "\"StringEquals\"",
                        "repo:clinic@1/openemr@2:pull_request",
                        "repo:clinic@1/openemr@2:ref:refs/heads/main")
                .doesNotContain("StringLike", "environment");
    }

    @Test
    void anyBranchOfAProjectOfGitLabPlansAndOneDeploys() {
        var template = template(Map.of(
                "pipeline_repository", "clinic/openemr", "pipeline_host", "gitlab.com", "pipeline_branch", "live"));

        var planning = role(template, "PlanRole").at("/AssumeRolePolicyDocument/Statement/0/Condition");
        assertThat(planning.path("StringEquals").toString()).isEqualTo("{\"gitlab.com:aud\":\"https://gitlab.com\"}");
        assertThat(planning.path("StringLike").toString())
                .isEqualTo("{\"gitlab.com:sub\":[\"project_path:clinic/openemr:ref_type:branch:ref:*\"]}");
        assertThat(role(template, "DeployRole")
                        .at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/gitlab.com:sub/0")
                        .asText())
                .isEqualTo("project_path:clinic/openemr:ref_type:branch:ref:live");
    }

    /** What somebody proposes is run before anybody reads it. */
    @Test
    void whoPlansReadsTemplatesAndNamesAndNothingElse() {
        assertThat(actions(GITHUB, "PlanRole"))
                .containsExactlyInAnyOrder(
                        "cloudformation:DescribeStackEvents",
                        "cloudformation:DescribeStacks",
                        "cloudformation:GetTemplate",
                        "ssm:GetParametersByPath");
    }

    @Test
    void whoDeploysAssumesRolesOfTheBootstrapAndCanDoNothingElse() {
        assertThat(actions(GITHUB, "DeployRole"))
                .containsExactlyInAnyOrder(
                        "cloudformation:DescribeStackEvents",
                        "cloudformation:DescribeStacks",
                        "cloudformation:GetTemplate",
                        "ssm:GetParametersByPath",
                        "sts:AssumeRole");
        assertThat(GITHUB.json().toString())
                .contains(
                        ":role/cdk-hnb659fds-deploy-role-", ":role/cdk-hnb659fds-file-publishing-role-", "-us-west-2\"")
                .doesNotContain("cfn-exec-role", "image-publishing-role", "lookup-role");
    }

    @Test
    void anotherBootstrapHasOtherRoles() {
        var template = template(Map.of("pipeline_repository", "clinic/openemr", "bootstrap_qualifier", "team7"));

        assertThat(template.json().at("/Resources").toString())
                .contains(":role/cdk-team7-deploy-role-")
                .doesNotContain("hnb659fds");
    }

    @Test
    void stacksOfOtherDeploymentsAreNotRead() {
        var stacks = StreamSupport.stream(statements(GITHUB, "PlanRole").spliterator(), false)
                .filter(statement -> statement.toString().contains("cloudformation:"))
                .flatMap(statement ->
                        StreamSupport.stream(statement.path("Resource").spliterator(), false))
                .map(JsonNode::toString)
                .toList();

        assertThat(stacks).hasSize(Layer.values().length).allMatch(arn -> arn.matches(".*:stack/openemr-[a-z]+/\\*.*"));
    }

    @Test
    void anAccountKnowsAHostOnce() {
        assertThat(GITHUB.onlyProperties("AWS::IAM::OIDCProvider").path("Url").asText())
                .isEqualTo("https://token.actions.githubusercontent.com");
        assertThat(template(Map.of("pipeline_repository", "clinic/openemr", "pipeline_make_identity_provider", false))
                        .resources("AWS::IAM::OIDCProvider"))
                .isEmpty();
    }

    private static JsonNode role(SynthesisedTemplate template, String name) {
        return template.resources("AWS::IAM::Role").entrySet().stream()
                .filter(resource -> resource.getKey().startsWith(name))
                .map(resource -> resource.getValue().path("Properties"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> actions(SynthesisedTemplate template, String role) {
        return StreamSupport.stream(statements(template, role).spliterator(), false)
                .flatMap(statement -> statement.path("Action").isArray()
                        ? StreamSupport.stream(statement.path("Action").spliterator(), false)
                        : Stream.of(statement.path("Action")))
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode statements(SynthesisedTemplate template, String role) {
        return template.resources("AWS::IAM::ManagedPolicy").entrySet().stream()
                .filter(resource -> resource.getKey().startsWith(role))
                .map(resource -> resource.getValue().at("/Properties/PolicyDocument/Statement"))
                .reduce((first, second) -> {
                    throw new AssertionError("more than one policy");
                })
                .orElseThrow();
    }

    private static SynthesisedTemplate template(Map<String, Object> settings) {
        var read = TestApp.settings(settings, TestApp.ENVIRONMENT);
        return SynthesisedTemplate.of(new PipelineStack(
                TestApp.create(), Deployment.of(read.deployment()), TestApp.ENVIRONMENT, read.pipeline()));
    }
}

package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.fixtures.CdkJson;
import org.openemr.aws.contracts.fixtures.SynthesisedTemplate;
import org.openemr.aws.contracts.fixtures.TestApp;

/** What holds between the stacks, in every configuration. */
class ContractTest {

    private static final Set<String> PHYSICAL_NAMES = Set.of(
            "Name",
            "AliasName",
            "AlarmName",
            "BackupVaultName",
            "BucketName",
            "ClusterName",
            "DBClusterIdentifier",
            "Family",
            "FunctionName",
            "LogGroupName",
            "RoleName",
            "ServerlessCacheName",
            "ServiceName",
            "TopicName",
            "TrailName",
            "UserGroupId",
            "UserId");

    @ParameterizedTest
    @EnumSource
    void everyParameterReadIsPublishedOnceByAStackFurtherUp(Configuration configuration) {
        var templates = SynthesisedInstallation.of(configuration);

        var published = new HashSet<String>();
        for (var stack : StackOrder.of(templates).toList()) {
            var template = templates.get(stack);
            assertThat(published).as("what stacks above %s publish", stack).containsAll(template.readParameters());
            for (var parameter : template.publishedParameters()) {
                assertThat(published.add(parameter)).as(parameter).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingButParametersCrossesAStackBorder(Configuration configuration) {
        SynthesisedInstallation.of(configuration)
                .forEach((stack, template) -> assertThat(template.json().toString())
                        .as(stack)
                        .doesNotContain("\"Export\"", "Fn::ImportValue", "Fn::GetStackOutput"));
    }

    /** Keys that concern one layer change that layer's template and no other. */
    @ParameterizedTest(name = "{0} changes {2}")
    @MethodSource("settingsAndTheirStacks")
    void aSettingChangesTheTemplatesOfItsLayersOnly(String key, Object value, List<String> stacks) {
        var before = SynthesisedInstallation.of(Configuration.DEFAULT);

        var after = SynthesisedInstallation.of(CdkJson.settingsWith(Map.of(key, value)), TestApp.ENVIRONMENT);

        var changed = StackOrder.of(before)
                .filter(stack ->
                        !before.get(stack).json().equals(after.get(stack).json()))
                .toList();
        assertThat(changed).isEqualTo(stacks);
    }

    private static Stream<Arguments> settingsAndTheirStacks() {
        return Stream.of(
                Arguments.of("waf_rate_limit", 500, List.of("SecurityStack")),
                Arguments.of("monitoring_email", "a@example.org", List.of("SecurityStack")),
                Arguments.of("enable_long_term_cloudtrail_monitoring", false, List.of("SecurityStack")),
                Arguments.of("nat_gateways", 1, List.of("NetworkStack")),
                Arguments.of("vpc_cidr", "10.1.0.0/16", List.of("NetworkStack")),
                Arguments.of("aurora_max_capacity", 16, List.of("DataStack")),
                Arguments.of("enable_bedrock_integration", true, List.of("DataStack")),
                Arguments.of("wait_timeout", 600, List.of("DataStack")),
                Arguments.of("openemr_service_fargate_memory", 4096, List.of("ComputeStack")),
                Arguments.of("openemr_version", "8.4.0", List.of("ComputeStack")),
                Arguments.of("enable_ecs_exec", true, List.of("ComputeStack")),
                // The port is opened in the security group, which NetworkStack owns.
                Arguments.of("open_smtp_port", true, List.of("NetworkStack")),
                // Listeners and security group rules follow the certificate.
                Arguments.of(
                        "certificate_arn",
                        "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111",
                        List.of("ComputeStack")),
                // Subnets are made by one stack and used by the others.
                Arguments.of("availability_zones", 3, List.of("NetworkStack", "DataStack", "ComputeStack")));
    }

    /** The network gains the export task's group, which only the owner of all groups can make, and publishes it. */
    @Test
    void analyticsChangeNothingElseButWhatTheContractSays() {
        var without = SynthesisedInstallation.of(Configuration.DEFAULT);
        var with = SynthesisedInstallation.of(Configuration.ANALYTICS);

        for (var stack : List.of("SecurityStack", "DataStack", "ComputeStack")) {
            assertThat(with.get(stack).json())
                    .as(stack)
                    .isEqualTo(without.get(stack).json());
        }
        var added = new TreeSet<>(resourceIds(with.get("NetworkStack")));
        added.removeAll(resourceIds(without.get("NetworkStack")));
        assertThat(added).hasSize(4).allMatch(id -> id.contains("ExportTask"));
        assertThat(resourceIds(with.get("NetworkStack"))).containsAll(resourceIds(without.get("NetworkStack")));
    }

    private static List<String> resourceIds(SynthesisedTemplate template) {
        return template.json().path("Resources").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void twoDeploymentsShareNoPhysicalName() {
        var one = physicalNames(SynthesisedInstallation.of(
                CdkJson.settingsWith(Map.of("deployment_name", "clinic-a")), TestApp.ENVIRONMENT));
        var other = physicalNames(SynthesisedInstallation.of(
                CdkJson.settingsWith(Map.of("deployment_name", "clinic-b")), TestApp.ENVIRONMENT));

        assertThat(one).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(other);
    }

    /** The values of every property that names a resource of our own, with the type that carries it. */
    private static TreeSet<String> physicalNames(Map<String, SynthesisedTemplate> templates) {
        return templates.values().stream()
                .flatMap(
                        template -> SynthesisedTemplate.elements(template.json().path("Resources")))
                .flatMap(resource -> resource.path("Properties").properties().stream()
                        .filter(property -> PHYSICAL_NAMES.contains(property.getKey()))
                        .filter(property -> !property.getValue().has("Ref"))
                        .map(property -> resource.path("Type").asText() + " " + property.getValue()))
                .filter(name -> !name.startsWith("AWS::RDS::DBClusterParameterGroup")
                        && !name.startsWith("AWS::EC2::VPCEndpoint"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.constructs.monitoring.AlarmNames;
import org.openemr.aws.testsupport.CdkJson;

/** Alarms and dashboard of the whole service. */
class MonitoringTest {

    /** A deployment that may be thrown away has no copies. */
    private static final List<JsonNode> ALARMS = Stream.concat(
                    alarms(Configuration.EVERYTHING_ON).stream(),
                    alarms(Configuration.BACKUP_COPIES).stream()
                            .filter(alarm -> alarm.path("AlarmName").asText().contains("backup-copy")))
            .toList();

    @Test
    void everyListedAlarmExistsWithEverythingOn() {
        assertThat(ALARMS)
                .extracting(alarm -> alarm.path("AlarmName").asText().replaceFirst("openemr-", ""))
                .containsExactlyInAnyOrderElementsOf(AlarmNames.ALL);
    }

    @Test
    void everyAlarmSaysWhatToDoAndTellsTheTopic() {
        assertThat(ALARMS).allSatisfy(alarm -> {
            assertThat(alarm.path("AlarmDescription").asText().split(" ")).hasSizeGreaterThan(6);
            assertThat(alarm.path("AlarmActions")).hasSize(1);
            assertThat(alarm.has("OKActions")).isFalse();
        });
    }

    /** Over it is told by one rule, which a new alarm does not set off. */
    @Test
    void tellsThatAnAlarmIsOverWhenItRangBefore() {
        assertThat(SynthesisedInstallation.of(Configuration.DEFAULT)
                        .get("SecurityStack")
                        .properties("AWS::Events::Rule"))
                .filteredOn(rule -> rule.path("Name").asText().equals("openemr-alarm-over"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("EventPattern").toString())
                        .contains(
                                "\"alarmName\":[{\"prefix\":\"openemr-\"}]",
                                "\"previousState\":{\"value\":[\"ALARM\"]}",
                                "\"state\":{\"value\":[\"OK\"]}"));
    }

    /** CloudFormation's changes by the CDK's role ring no bell; by anybody else they do. */
    @Test
    void alarmsOfChangesLeaveDeploymentsOut() {
        var filters = SynthesisedInstallation.of(Configuration.DEFAULT)
                .get("SecurityStack")
                .properties("AWS::Logs::MetricFilter");

        assertThat(filters)
                .filteredOn(filter -> filter.path("FilterPattern").asText().contains("cdk-*-cfn-exec-role-*"))
                .extracting(filter -> filter.path("MetricTransformations")
                        .path(0)
                        .path("MetricName")
                        .asText())
                .containsExactlyInAnyOrder(
                        "account-iam-changes",
                        "account-bucket-policies",
                        "account-security-groups",
                        "account-routes",
                        "account-gateways",
                        "account-vpc-changes");
    }

    @Test
    void theDashboardShowsEveryAlarmAndEveryLayer() {
        var body = SynthesisedInstallation.of(Configuration.EVERYTHING_ON)
                .get("ComputeStack")
                .onlyProperties("AWS::CloudWatch::Dashboard")
                .path("DashboardBody")
                .toString();

        assertThat(AlarmNames.ALL).allSatisfy(name -> assertThat(body).contains(":alarm:openemr-" + name));
        assertThat(body)
                .contains("AWS/ApplicationELB", "ECS/ContainerInsights", "AWS/RDS", "AWS/ElastiCache", "AWS/EFS");
    }

    @Test
    void isOnByDefaultWithoutAnAddressAndOffBySetting() {
        assertThat(alarms(Configuration.DEFAULT)).hasSizeGreaterThan(35);
        SynthesisedInstallation.of(CdkJson.settingsWith(Map.of("enable_monitoring_alarms", false)), TestApp.ENVIRONMENT)
                .forEach((stack, template) -> {
                    assertThat(template.resources("AWS::CloudWatch::Alarm"))
                            .as(stack)
                            .isEmpty();
                    assertThat(template.resources("AWS::CloudWatch::Dashboard"))
                            .as(stack)
                            .isEmpty();
                });
    }

    @Test
    void tellsOfFailedStacksWithoutAnySetting() {
        assertThat(SynthesisedInstallation.of(Configuration.DEFAULT)
                        .get("SecurityStack")
                        .properties("AWS::Events::Rule")
                        .toString())
                .contains("CloudFormation Stack Status Change", "UPDATE_ROLLBACK_FAILED", ":stack/openemr-");
    }

    private static List<JsonNode> alarms(Configuration configuration) {
        return SynthesisedInstallation.of(configuration).values().stream()
                .flatMap(template -> template.properties("AWS::CloudWatch::Alarm").stream())
                .toList();
    }
}

package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.constructs.monitoring.AlarmNames;
import org.openemr.aws.testsupport.CdkJson;

/** Alarms and dashboard of the whole service. */
class MonitoringTest {

    private static final List<JsonNode> ALARMS = alarms(Configuration.EVERYTHING_ON);

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
            assertThat(alarm.path("OKActions")).hasSize(1);
        });
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

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class ServiceWatchTest {

    @Test
    void watchesMetricsThatExist() {
        var alarms = TEMPLATE.properties("AWS::CloudWatch::Alarm");

        assertThat(alarms).hasSize(17).allMatch(alarm -> alarm.has("AlarmActions") && !alarm.has("OKActions"));
        assertThat(alarms.stream()
                        .filter(alarm -> alarm.path("MetricName").asText().equals("RunningTaskCount"))
                        .map(alarm -> alarm.path("Namespace").asText()))
                .containsOnly("ECS/ContainerInsights");
    }

    @Test
    void tellsOfFailedRolloutsAndTasks() {
        assertThat(TEMPLATE.properties("AWS::Events::Rule").toString())
                .contains("SERVICE_DEPLOYMENT_FAILED", "family:openemr-set-up", "family:openemr-tls-material")
                .contains("\"ScheduleExpression\":\"rate(2 days)\"");
    }

    /** The lines are those of worker.sh and clock.sh, which their own tests print. */
    @Test
    void countsWhatTasksReport() {
        assertThat(TEMPLATE.properties("AWS::Logs::MetricFilter"))
                .extracting(
                        filter -> filter.path("FilterPattern").asText(),
                        filter -> filter.path("MetricTransformations")
                                .path(0)
                                .path("MetricValue")
                                .asText())
                .containsExactlyInAnyOrder(
                        tuple("[time, report = \"HEALTH\", database, cache, silent]", "$silent"),
                        tuple("\"CLOCK succeeded\"", "1"),
                        tuple("\"CLOCK failed\"", "1"));
    }
}

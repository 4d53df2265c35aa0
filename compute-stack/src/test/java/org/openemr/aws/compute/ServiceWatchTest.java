package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class ServiceWatchTest {

    @Test
    void watchesMetricsThatExist() {
        var alarms = TEMPLATE.properties("AWS::CloudWatch::Alarm");

        assertThat(alarms).hasSize(14).allMatch(alarm -> alarm.has("AlarmActions") && !alarm.has("OKActions"));
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
}

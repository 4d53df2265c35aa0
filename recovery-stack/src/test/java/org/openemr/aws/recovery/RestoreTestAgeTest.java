package org.openemr.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.recovery.RecoveryTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class RestoreTestAgeTest {

    @Test
    void anAlarmGoesOffWhenNothingWasProvenForFortyDays() {
        var metric = TEMPLATE.onlyProperties("AWS::Logs::MetricFilter")
                .path("MetricTransformations")
                .get(0);

        assertThat(metric.path("MetricValue").asText()).isEqualTo("$.days");
        assertThat(TEMPLATE.properties("AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> alarm.path("MetricName").equals(metric.path("MetricName")))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.path("Threshold").asInt()).isEqualTo(40);
                    assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
                });
    }
}

package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.analytics.AnalyticsTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class SparkApplicationTest {

    @Test
    void givesSparkACeilingAndStopsItWhenIdle() {
        var application = TEMPLATE.onlyProperties("AWS::EMRServerless::Application");

        assertThat(application.path("MaximumCapacity").toString())
                .isEqualTo("{\"Cpu\":\"16 vCPU\",\"Disk\":\"320 GB\",\"Memory\":\"128 GB\"}");
        assertThat(application.path("AutoStopConfiguration").toString())
                .isEqualTo("{\"Enabled\":true,\"IdleTimeoutMinutes\":15}");
        assertThat(application.path("Architecture").asText()).isEqualTo("ARM64");
        assertThat(application.path("ReleaseLabel").asText()).startsWith("emr-7.");
        assertThat(application.path("NetworkConfiguration").path("SubnetIds")).hasSize(2);
    }
}

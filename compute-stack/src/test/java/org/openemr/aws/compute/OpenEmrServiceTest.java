package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class OpenEmrServiceTest {

    @Test
    void rollsTheServiceOnlyAfterSetUpAndBackWhenItFails() {
        var service =
                TEMPLATE.resources("AWS::ECS::Service").values().iterator().next();
        var properties = service.path("Properties");

        assertThat(service.path("DependsOn").toString()).contains("SetUpRunWindow4", "ListenersHttps");
        assertThat(properties.path("DeploymentConfiguration").toString())
                .contains("\"DeploymentCircuitBreaker\":{\"Enable\":true,\"Rollback\":true}")
                .contains("\"MaximumPercent\":200,\"MinimumHealthyPercent\":100");
        assertThat(properties.path("AvailabilityZoneRebalancing").asText()).isEqualTo("ENABLED");
        assertThat(properties.path("HealthCheckGracePeriodSeconds").asInt()).isEqualTo(1200);
        assertThat(properties.path("DesiredCount").asInt()).isEqualTo(2);
        assertThat(properties.path("NetworkConfiguration").toString()).contains("\"AssignPublicIp\":\"DISABLED\"");
    }
}

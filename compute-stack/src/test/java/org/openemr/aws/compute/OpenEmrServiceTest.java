package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenEmrServiceTest {

    /** A number of tasks in the service would cut one that is scaled out back in each deployment. */
    @Test
    void keepsTheNumberOfTasksThatScalingChoseAndLiftsItToTheMinimum() {
        assertThat(ComputeTemplates.service(TEMPLATE, "openemr-service")
                        .path("Properties")
                        .has("DesiredCount"))
                .isFalse();
        var target = ComputeTemplates.scaling(TEMPLATE, "openemr-service");
        assertThat(target.path("MinCapacity").asInt()).isEqualTo(2);
        var minimum = target.path("ScheduledActions").path(0);
        assertThat(minimum.path("Schedule").asText()).isEqualTo("rate(5 minutes)");
        assertThat(minimum.path("ScalableTargetAction").path("MinCapacity").asInt())
                .isEqualTo(2);
        assertThat(minimum.path("ScalableTargetAction").path("MaxCapacity").asInt())
                .isEqualTo(100);
    }

    /** What lifts the service to its minimum has ended before: it would open the site again within minutes. */
    @Test
    void closesAtTheBeginningOfADay() {
        var template = ComputeTemplates.template(
                HTTPS, Map.of("site_closes_on", "2026-12-31", "enable_background_services", false));

        var actions = template.onlyProperties("AWS::ApplicationAutoScaling::ScalableTarget")
                .path("ScheduledActions");

        assertThat(actions)
                .anySatisfy(closing -> {
                    assertThat(closing.path("Schedule").asText()).isEqualTo("at(2026-12-31T00:00:00)");
                    assertThat(closing.path("ScalableTargetAction").toString())
                            .isEqualTo("{\"MaxCapacity\":0,\"MinCapacity\":0}");
                })
                .anySatisfy(minimum -> {
                    assertThat(minimum.path("Schedule").asText()).isEqualTo("rate(5 minutes)");
                    assertThat(minimum.path("EndTime").asText()).startsWith("2026-12-30T23:45:00");
                });
        assertThat(template.properties("AWS::ECS::Service")).hasSize(1);
    }

    /** Apache must keep a connection for longer than the load balancer does. */
    @Test
    void tellsTasksHowLongTheLoadBalancerWaits() {
        var task = ComputeTemplates.container(ComputeTemplates.task("openemr-openemr"));

        assertThat(task.path("Command").toString()).startsWith("[\"LOAD_BALANCER_IDLE_TIMEOUT=300\\n");
    }

    @Test
    void rollsTheServiceOnlyAfterSetUpAndBackWhenItFails() {
        var service = ComputeTemplates.service(TEMPLATE, "openemr-service");
        var properties = service.path("Properties");

        assertThat(service.path("DependsOn").toString()).contains("SetUpRunWindow7", "ListenersHttps");
        assertThat(properties.path("DeploymentConfiguration").toString())
                .contains("\"DeploymentCircuitBreaker\":{\"Enable\":true,\"Rollback\":true}")
                .contains("\"MaximumPercent\":200,\"MinimumHealthyPercent\":100");
        assertThat(properties.path("AvailabilityZoneRebalancing").asText()).isEqualTo("ENABLED");
        assertThat(properties.path("HealthCheckGracePeriodSeconds").asInt()).isEqualTo(1200);
        assertThat(properties.path("NetworkConfiguration").toString()).contains("\"AssignPublicIp\":\"DISABLED\"");
    }
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockTest {

    @Test
    void isOneTaskWhichEndsBeforeItsSuccessorBegins() {
        var clock = ComputeTemplates.service(TEMPLATE, "openemr-clock");
        var properties = clock.path("Properties");

        assertThat(properties.path("DesiredCount").asInt()).isEqualTo(1);
        assertThat(properties.path("DeploymentConfiguration").toString())
                .contains("\"MaximumPercent\":100,\"MinimumHealthyPercent\":0");
        assertThat(properties.path("LoadBalancers")).isEmpty();
        assertThat(clock.path("DependsOn").toString()).contains("SetUpRunWindow7");
    }

    @Test
    void knowsNoSecretAndGivesABackgroundServiceTimeToEnd() {
        var container = ComputeTemplates.container(ComputeTemplates.task("openemr-clock"));

        assertThat(container.has("Secrets")).isFalse();
        assertThat(container.path("StopTimeout").asInt()).isEqualTo(120);
    }

    @Test
    void ringsWhenItHasNotSucceededForAnHour() {
        var alarm = TEMPLATE.properties("AWS::CloudWatch::Alarm").stream()
                .filter(found -> found.path("AlarmName").asText().equals("openemr-background-services-late"))
                .findFirst()
                .orElseThrow();

        assertThat(alarm.path("Period").asInt()).isEqualTo(3600);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
    }

    @Test
    void isAbsentWithItsAlarmWhenItIsNotWanted() {
        var template = ComputeTemplates.template(Map.of("enable_background_services", false));

        assertThat(template.properties("AWS::ECS::Service")).hasSize(1);
        assertThat(template.properties("AWS::CloudWatch::Alarm").toString()).doesNotContain("background-services");
    }
}

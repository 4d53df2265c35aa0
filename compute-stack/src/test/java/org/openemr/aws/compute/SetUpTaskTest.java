package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;
import static org.openemr.aws.compute.ComputeTemplates.container;
import static org.openemr.aws.compute.ComputeTemplates.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class SetUpTaskTest {

    @Test
    void givesTheAdministratorsPasswordToTheSetUpTaskOnly() {
        assertThat(secrets("openemr-set-up"))
                .contains("MYSQL_ROOT_PASS", "MYSQL_PASS", "MYSQL_HOST", "OE_PASS")
                .noneMatch(name -> name.startsWith("REDIS"));
        assertThat(secrets("openemr-openemr"))
                .containsExactlyInAnyOrder("REDIS_SERVER", "REDIS_USERNAME", "REDIS_PASSWORD");
        assertThat(secrets("openemr-tls-material")).isEmpty();
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition"))
                .allSatisfy(
                        task -> assertThat(container(task).has("Environment")).isFalse());
    }

    @Test
    void followsSetUpThroughWindowsThatCloudFormationAllows() {
        var windows = TEMPLATE.resources("Custom::OpenEmrTaskRun");

        // Two for recovery points, five for four hours, one for TLS material.
        assertThat(windows).hasSize(8).allSatisfy((id, window) -> {
            assertThat(window.path("Properties").path("ServiceTimeout").asInt()).isEqualTo(3600);
            assertThat(window.path("Properties").path("WindowSeconds").asInt()).isLessThan(3600);
            assertThat(window.path("DependsOn").toString())
                    .contains("TaskRoleDefaultPolicy", "ExecutionRoleDefaultPolicy");
        });
        assertThat(windows.values().stream()
                        .filter(window -> window.path("Properties")
                                .path("LastWindow")
                                .asText()
                                .equals("true")))
                .hasSize(2);
        assertThat(property(windows, "SetUpRunWindow2", "LastForRecoveryPoints"))
                .isEqualTo("true");
        assertThat(property(windows, "SetUpRunWindow7", "LastWindow")).isEqualTo("true");
        assertThat(property(windows, "SetUpRunWindow7", "StopAtLimit")).isEqualTo("false");
    }

    /** The function has fetched them before the task starts. */
    @Test
    void getsTheCertificatesOfTheDatabaseWhereItMayNotReachTheInternet() {
        var inside = ComputeTemplates.template(
                Map.of("nat_gateways", 0, "enable_vpc_endpoints", true, "image_mirror", true));

        assertThat(secrets(inside, "openemr-set-up")).contains("DATABASE_CA_BUNDLE");
        assertThat(secrets("openemr-set-up")).doesNotContain("DATABASE_CA_BUNDLE");
        assertThat(inside.resources("Custom::OpenEmrTaskRun"))
                .hasEntrySatisfying(
                        new Condition<>(id -> id.startsWith("SetUpRunWindow1"), "the first window"),
                        new Condition<>(
                                window -> window.path("DependsOn").toString().contains("DatabaseCertificatesFetched"),
                                "after the certificates"));
    }

    private static String property(Map<String, JsonNode> windows, String id, String name) {
        return windows.entrySet().stream()
                .filter(window -> window.getKey().startsWith(id))
                .map(window -> window.getValue().path("Properties").path(name).asText())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> secrets(String family) {
        return secrets(TEMPLATE, family);
    }

    private static Stream<String> secrets(SynthesisedTemplate template, String family) {
        return SynthesisedTemplate.elements(container(task(template, family)).path("Secrets"))
                .map(secret -> secret.path("Name").asText());
    }
}

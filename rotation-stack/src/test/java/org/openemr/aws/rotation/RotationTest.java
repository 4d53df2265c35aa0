package org.openemr.aws.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.rotation.RotationTemplates.TEMPLATE;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final String SCHEDULE = "AWS::SecretsManager::RotationSchedule";

    @Test
    void everyCredentialOfTasksIsRotatedAfterNinetyDays() {
        assertThat(TEMPLATE.properties(SCHEDULE))
                .hasSize(3)
                .allMatch(schedule ->
                        schedule.at("/RotationRules/AutomaticallyAfterDays").asInt() == 90)
                .extracting(schedule -> schedule.path("SecretId").toString())
                .anyMatch(secret -> secret.contains("DatabaseUser"))
                .anyMatch(secret -> secret.contains("DatabaseAdministrator"))
                .anyMatch(secret -> secret.contains("CacheUser"));
    }

    @Test
    void theDaysAreASetting() {
        assertThat(RotationTemplates.template(Map.of("credential_rotation_days", 30))
                        .properties(SCHEDULE))
                .hasSize(3)
                .allMatch(schedule ->
                        schedule.at("/RotationRules/AutomaticallyAfterDays").asInt() == 30);
    }

    /** CloudFormation's default rotates at once, with whatever is in the middle of its deployment. */
    @Test
    void aDeploymentRotatesNothing() {
        assertThat(TEMPLATE.properties(SCHEDULE))
                .allMatch(schedule -> schedule.path("RotateImmediatelyOnUpdate").isBoolean()
                        && !schedule.path("RotateImmediatelyOnUpdate").asBoolean());
    }

    @Test
    void onlySecretsManagerOfThisAccountAsks() {
        assertThat(TEMPLATE.properties("AWS::Lambda::Permission"))
                .singleElement()
                .satisfies(permission -> {
                    assertThat(permission.path("Principal").asText()).isEqualTo("secretsmanager.amazonaws.com");
                    assertThat(permission.path("SourceAccount").toString()).contains("AWS::AccountId");
                });
    }

    /** What Secrets Manager tries when the schedule is made needs its permissions. */
    @Test
    void schedulesComeAfterThePermissions() {
        TEMPLATE.resources(SCHEDULE)
                .values()
                .forEach(schedule -> assertThat(schedule.path("DependsOn").toString())
                        .contains("RotateRoleDefaultPolicy", "SecretsManager"));
    }
}

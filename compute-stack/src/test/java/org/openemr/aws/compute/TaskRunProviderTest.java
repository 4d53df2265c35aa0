package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;
import static org.openemr.aws.compute.ComputeTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskRunProviderTest {

    @Test
    void runsFunctionsOnJavaAndArmWithEncryptedLogs() {
        assertThat(TEMPLATE.properties("AWS::Lambda::Function").stream()
                        .filter(function -> function.path("Runtime").asText().startsWith("java")))
                .hasSize(2)
                .allSatisfy(function -> {
                    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
                    assertThat(function.path("Architectures").toString()).contains("arm64");
                });
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup"))
                .allMatch(group -> group.has("KmsKeyId") && group.has("RetentionInDays"));
    }

    @Test
    void namesNoWildcardActionAndPassesRolesToOneService() {
        var template = template(Map.of("enable_ecs_exec", true), HTTPS);

        assertThat(template.roleStatements()).allSatisfy(statement -> {
            assertThat(statement.path("Action").toString()).doesNotContain("*");
            if (statement.path("Action").toString().contains("iam:PassRole")) {
                assertThat(statement.path("Resource").toString()).doesNotContain("\"*\"");
            }
        });
        assertThat(template.properties("AWS::IAM::Role")).noneMatch(role -> role.has("ManagedPolicyArns"));
    }
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;
import static org.openemr.aws.compute.ComputeTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecSessionsTest {

    @Test
    void recordsSessionsWithAKeyOfTheirOwnWhenExecIsOn() {
        assertThat(ComputeTemplates.service(TEMPLATE, "openemr-service")
                        .path("Properties")
                        .path("EnableExecuteCommand")
                        .asBoolean())
                .isFalse();

        var template = template(Map.of("enable_ecs_exec", true), HTTPS);

        assertThat(ComputeTemplates.service(template, "openemr-service")
                        .path("Properties")
                        .path("EnableExecuteCommand")
                        .asBoolean())
                .isTrue();
        assertThat(template.onlyProperties("AWS::ECS::Cluster")
                        .path("Configuration")
                        .toString())
                .contains(
                        "\"Logging\":\"OVERRIDE\"",
                        "\"CloudWatchEncryptionEnabled\":true",
                        "\"S3EncryptionEnabled\":true")
                .contains("\"S3KeyPrefix\":\"exec-command-output\"");
        assertThat(template.roleStatements().toString())
                .contains("\"kms:Decrypt\",\"kms:GenerateDataKey\"", "ssmmessages:OpenDataChannel");
        assertThat(template.properties("AWS::Logs::LogGroup"))
                .anyMatch(group -> group.path("RetentionInDays").asInt() == 731);
    }
}

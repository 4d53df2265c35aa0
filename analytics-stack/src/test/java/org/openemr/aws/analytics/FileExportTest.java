package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.analytics.AnalyticsTemplates.TEMPLATE;
import static org.openemr.aws.analytics.AnalyticsTemplates.statements;

import org.junit.jupiter.api.Test;

class FileExportTest {

    @Test
    void copiesFilesWithoutSecretsFromAFileSystemItCannotChange() {
        var task = TEMPLATE.onlyProperties("AWS::ECS::TaskDefinition");
        var container = task.path("ContainerDefinitions").get(0);

        assertThat(task.path("Cpu").asText()).isEqualTo("256");
        assertThat(task.path("Memory").asText()).isEqualTo("512");
        assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asText())
                .isEqualTo("ARM64");
        assertThat(container.path("Image").asText()).matches("public.ecr.aws/aws-cli/aws-cli:\\d+\\.\\d+\\.\\d+");
        assertThat(container.path("MountPoints").toString()).contains("\"ReadOnly\":true");
        assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("Command").toString())
                .contains(
                        "*sqlconf.php*",
                        "*/documents/certificates/*",
                        "*/documents/logs_and_misc/methods/*",
                        "--delete");
        assertThat(statements()).noneMatch(statement -> statement.toString().contains("elasticfilesystem:ClientWrite"));
    }
}

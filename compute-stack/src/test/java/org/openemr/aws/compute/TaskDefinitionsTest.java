package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;
import static org.openemr.aws.compute.ComputeTemplates.container;
import static org.openemr.aws.compute.ComputeTemplates.task;
import static org.openemr.aws.compute.ComputeTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class TaskDefinitionsTest {

    @Test
    void letsARoleDecryptTheSecretsItReads() {
        assertThat(TEMPLATE.properties("AWS::IAM::ManagedPolicy").stream()
                        .filter(policy -> policy.toString().contains("secretsmanager:GetSecretValue")))
                .hasSize(4)
                .allSatisfy(policy -> assertThat(policy.toString())
                        .contains("\"kms:Decrypt\"", "kms:ViaService", "{\"Ref\":\"SecurityDataKeyArn\"}"));
    }

    @Test
    void mountsFileSystemsOverTlsWithIamAndCertificatesReadOnly() {
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition"))
                .flatMap(task ->
                        SynthesisedTemplate.elements(task.path("Volumes")).toList())
                .hasSize(8)
                .allSatisfy(volume -> assertThat(
                                volume.path("EFSVolumeConfiguration").toString())
                        .contains("\"IAM\":\"ENABLED\"", "\"TransitEncryption\":\"ENABLED\""));
        assertThat(container(task("openemr-openemr")).path("MountPoints").toString())
                .contains("{\"ContainerPath\":\"/etc/ssl/\",\"ReadOnly\":true,\"SourceVolume\":\"ssl\"}");
        assertThat(container(task("openemr-file-check")).path("MountPoints").toString())
                .contains("{\"ContainerPath\":\"/restored\",\"ReadOnly\":true,\"SourceVolume\":\"sites\"}");
        assertThat(container(task("openemr-tls-material"))
                        .path("ReadonlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void runsEveryTaskOnArmWithAnInitProcess() {
        assertThat(TEMPLATE.properties("AWS::ECS::TaskDefinition")).hasSize(7).allSatisfy(task -> {
            assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asText())
                    .isEqualTo("ARM64");
            assertThat(container(task)
                            .path("LinuxParameters")
                            .path("InitProcessEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(container(task).path("Image").asText()).isEqualTo("openemr/openemr:8.4.1");
            assertThat(container(task).path("Command").get(0).asText()).doesNotContain("set -x");
        });
    }

    @Test
    void startsFromTheMirrorWhenThereIsOne() {
        var template = template(Map.of("image_mirror", true), HTTPS);

        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .allSatisfy(task -> assertThat(container(task).path("Image").toString())
                        .contains("{\"Ref\":\"DataImageRepositoryUri\"},\":8.4.1\""));
        assertThat(template.roleStatements().toString()).contains("DataImageRepositoryName", "ecr:BatchGetImage");
    }

    @Test
    void pullsFromAPrivateRegistryWhenTheImageIsThere() {
        var template =
                template(Map.of("openemr_image", "444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr"), HTTPS);

        assertThat(template.roleStatements().toString())
                .contains(":ecr:us-west-2:444455556666:repository/mirror/openemr", "ecr:GetAuthorizationToken");
        assertThat(TEMPLATE.roleStatements().toString()).doesNotContain("ecr:");
    }

    /** It reads two objects of its bucket, and is there while somebody moves in. */
    @Test
    void bringsAnotherInstallationWhenThatIsWanted() {
        var template = template(Map.of("enable_import", true), HTTPS);

        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .filteredOn(task -> task.path("Family").asText().equals("openemr-import"))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.path("EphemeralStorage").path("SizeInGiB").asInt())
                            .isEqualTo(200);
                    assertThat(container(task).path("Command").toString()).contains("IMPORT_ADDRESS='https://");
                });
        assertThat(template.roleStatements().toString()).contains("/database.sql.gz", "/files.tar.gz");
        assertThat(template.properties("AWS::S3::Bucket")).hasSize(1);
        assertThat(TEMPLATE.properties("AWS::S3::Bucket")).isEmpty();
        assertThat(TEMPLATE.roleStatements().toString()).doesNotContain("s3:GetObject");
    }
}

package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class FileSystemsTest {

    @Test
    void letsNoClientMountAFileSystemWithoutAPolicyAndTls() {
        assertThat(TEMPLATE.resources("AWS::EFS::FileSystem").values())
                .hasSize(2)
                .allSatisfy(fileSystem -> {
                    assertThat(fileSystem.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
                    var properties = fileSystem.path("Properties");
                    assertThat(properties.path("Encrypted").asBoolean()).isTrue();
                    assertThat(properties.path("FileSystemPolicy").toString())
                            .contains("\"Effect\":\"Deny\"", "aws:SecureTransport")
                            .doesNotContain("\"Effect\":\"Allow\"");
                });
        assertThat(TEMPLATE.resources("AWS::EFS::MountTarget")).hasSize(4);
    }
}

package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class BackupsTest {

    @Test
    void backsUpTheClusterAndBothFileSystemsForSevenYears() {
        var rules = TEMPLATE.onlyProperties("AWS::Backup::BackupPlan").toString();
        assertThat(rules)
                .contains(
                        "\"BackupPlanName\":\"openemr-plan\"",
                        "\"DeleteAfterDays\":35",
                        "\"DeleteAfterDays\":90",
                        "\"DeleteAfterDays\":2555");
        var resources = TEMPLATE.onlyProperties("AWS::Backup::BackupSelection").toString();
        assertThat(resources).contains(":cluster:").doesNotContain(":db:");
        assertThat(SynthesisedTemplate.elements(TEMPLATE.onlyProperties("AWS::Backup::BackupSelection")
                        .path("BackupSelection")
                        .path("Resources")))
                .hasSize(3);
        assertThat(TEMPLATE.onlyProperties("AWS::Backup::BackupVault").has("EncryptionKeyArn"))
                .isTrue();
    }
}

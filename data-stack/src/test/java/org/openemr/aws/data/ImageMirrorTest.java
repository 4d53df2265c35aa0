package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.installation.DataOnDestroy;

class ImageMirrorTest {

    private static final SynthesisedTemplate TEMPLATE =
            DataTemplates.template(DataOnDestroy.RETAIN, Map.of("image_mirror", true));

    @Test
    void keepsEncryptedImagesThatNobodyChangesAndScansEach() {
        var repository = TEMPLATE.onlyProperties("AWS::ECR::Repository");

        assertThat(repository.path("ImageTagMutability").asText()).isEqualTo("IMMUTABLE");
        assertThat(repository
                        .path("ImageScanningConfiguration")
                        .path("ScanOnPush")
                        .asBoolean())
                .isTrue();
        assertThat(repository.path("EncryptionConfiguration").toString())
                .contains("\"EncryptionType\":\"KMS\"", "SecurityDataKeyArn");
        assertThat(repository.path("LifecyclePolicy").toString()).contains("imageCountMoreThan");
    }

    /** It is a copy: what is left would be in the way when the mirror is switched on again. */
    @Test
    void leavesNothingBehind() {
        assertThat(TEMPLATE.resources("AWS::ECR::Repository").values())
                .singleElement()
                .satisfies(repository -> {
                    assertThat(repository.path("DeletionPolicy").asText()).isEqualTo("Delete");
                    assertThat(repository
                                    .path("Properties")
                                    .path("EmptyOnDelete")
                                    .asBoolean())
                            .isTrue();
                });
    }

    @Test
    void tellsOfSeriousFindingsOfBothScans() {
        assertThat(TEMPLATE.properties("AWS::Events::Rule").toString())
                .contains("ECR Image Scan", "Inspector2 Finding", "\"repository-name\":[\"openemr-openemr\"]")
                .contains("\"repositoryName\":[\"openemr-openemr\"]");
    }

    @Test
    void isThereOnlyWhenItIsWanted() {
        assertThat(DataTemplates.template(DataOnDestroy.RETAIN, Map.of()).properties("AWS::ECR::Repository"))
                .isEmpty();
    }
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.contracts.image.ImageAssumption;
import org.openemr.aws.contracts.image.ImageAssumptions;

/** What nobody relies on any more has to leave the list. */
class ImageAssumptionsTest {

    @ParameterizedTest
    @MethodSource("assumptions")
    void isReliedOn(ImageAssumption assumption) {
        assertThat(ResourceFile.read(TaskScript.class, "scripts/" + assumption.file()))
                .contains(assumption.trace());
        assertThat(assumption.source()).as("project and file, or issue").containsPattern("/|#");
        assertThat(assumption.readAt()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    static List<ImageAssumption> assumptions() {
        return ImageAssumptions.ALL;
    }
}

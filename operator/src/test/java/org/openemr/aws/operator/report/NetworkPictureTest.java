package org.openemr.aws.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.fixtures.KeptTemplates;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.report.NetworkPicture;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/** The picture that the README shows is that of the templates of the default configuration. */
class NetworkPictureTest {

    private static final String FILE = "docs/network.svg";

    @TempDir
    private Path assembly;

    @Test
    void isThatOfTheDefault() throws Exception {
        KeptTemplates.copy("default", assembly);

        var picture = NetworkPicture.of(WantedTemplates.in(assembly), "Who reaches whom in the default configuration");

        assertThat(picture).contains("data-stack=\"DataStack\"", "443", "3306");
        new GeneratedDocument(FILE, picture).assertCurrent();
    }

    @Test
    void isShownByTheReadme() throws Exception {
        assertThat(ProjectRoot.resolve("README.md")).content().contains("](" + FILE + ")");
    }
}

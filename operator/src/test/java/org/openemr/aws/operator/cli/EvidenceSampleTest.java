package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/** The sample of evidence in docs: what the command writes of an account with everything on, and nothing else. */
class EvidenceSampleTest extends OperatorTest {

    private static final String SAMPLE = "docs/evidence-sample/";

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "evidence.json", "manifest.json"})
    void isWhatTheCommandWrites(String file) throws IOException {
        EvidenceAws.answer(operator());

        var run = operator().run("evidence", "--target", "4", "--to", "sample");

        assertThat(run.status()).as(run.err()).isZero();
        new GeneratedDocument(
                        SAMPLE + file,
                        Files.readString(
                                operator().directory().resolve("sample").resolve(file)))
                .assertCurrent();
    }

    @Test
    void isAsItsManifestSays() {
        var run =
                operator().run("evidence", "verify", ProjectRoot.resolve(SAMPLE).toString());

        assertThat(run.status()).as(run.err()).isZero();
    }
}

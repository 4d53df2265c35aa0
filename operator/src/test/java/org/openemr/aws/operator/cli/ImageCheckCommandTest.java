package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalRegistry;

class ImageCheckCommandTest extends OperatorTest {

    private final LocalRegistry registry = new LocalRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void showsWhatIsNewerAndWhatIsNoRelease() {
        wanted(registry.repository(), "8.4.1");
        registry.tags("\"latest\",\"8.4.1\",\"8.4.1-2026-09-20\",\"8.10.0\"", "\"8.4.2\",\"8.5.0\",\"7.0.4\"")
                .image("8.4.1", "sha256:aa", "v8_4_1")
                .image("8.4.2", "sha256:bb", "v8_4_2")
                .image("8.5.0", "sha256:cc", "master")
                .image("8.10.0", "sha256:dd", "v8_10_0_1");

        var run = operator().run("image", "check");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                tag     origin                       note                                        digest
                8.4.1   release v8_4_1               pinned by its tag only, which may be moved  sha256:aa
                8.10.0  release v8_10_0_1            newer: openemr upgrade --to 8.10.0          sha256:dd
                8.5.0   development build of master  newer, and not to be installed              sha256:cc
                8.4.2   release v8_4_2               newer: openemr upgrade --to 8.4.2           sha256:bb
                """);
    }

    @Test
    void refusesADevelopmentBuild() {
        wanted(registry.repository(), "8.5.0");
        registry.tags("\"8.5.0\"", "").image("8.5.0", "sha256:cc", "0a1b2c3d");

        var run = operator().run("image", "check");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("development build of 0a1b2c3d", "NO RELEASE");
    }

    @Test
    void refusesOtherBytesThanThePinnedOnes() {
        wanted(registry.repository() + "@sha256:" + "0".repeat(64), "8.4.1");
        registry.tags("\"8.4.1\"", "").image("8.4.1", "sha256:aa", "v8_4_1");

        var run = operator().run("image", "check");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("NOT WHAT IS PINNED: sha256:000");
    }

    /** Images before the label was introduced. */
    @Test
    void takesNoLabelForNoDevelopmentBuild() {
        wanted(registry.repository(), "8.4.1");
        registry.tags("\"8.4.1\"", "").image("8.4.1", "sha256:aa", "");

        var run = operator().run("image", "check");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("no label says of what");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | 3 | has no 8.4.1",
                "403 | 4 | lets nobody read without credentials",
                "429 | 1 | too many requests",
                "500 | 1 | answers 8.4.1 with status 500"
            })
    void saysWhatTheRegistryRefuses(int status, int exitStatus, String sentence) {
        wanted(registry.failing(status).repository(), "8.4.1");

        var run = operator().run("image", "check");

        assertThat(run.status()).isEqualTo(exitStatus);
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void saysThatTheRegistryCannotBeReached() {
        wanted(registry.repository(), "8.4.1");
        registry.close();

        var run = operator().run("image", "check");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("localhost cannot be reached from here");
    }

    @Test
    void knowsReleasesByTheirTag() {
        wanted(registry.repository(), "nightly");
        registry.tags("\"nightly\"", "").image("nightly", "sha256:aa", "v8_4_1");

        assertThat(operator().run("image", "check").err()).contains("'nightly', which is no release's tag");
    }

    private void wanted(String repository, String version) {
        operator().file("cdk.json", """
                {"context": {"openemr_image": "%s", "openemr_version": "%s"}}""".formatted(repository, version));
    }
}

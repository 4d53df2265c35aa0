package org.openemr.aws.settings.openemr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinnedReleaseTest {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final PinnedRelease PINNED = new PinnedRelease("8.4.1", Optional.of(DIGEST));

    @Test
    void theFileIsWellFormed() {
        assertThat(PinnedRelease.CURRENT.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(PinnedRelease.CURRENT.digest())
                .satisfiesAnyOf(
                        digest -> assertThat(digest).isEmpty(),
                        digest -> assertThat(digest.orElseThrow()).matches("sha256:[0-9a-f]{64}"));
    }

    @Test
    void runsTheVeryBytesOfThePinnedRelease() {
        assertThat(PINNED.image("openemr/openemr", "8.4.1")).isEqualTo("openemr/openemr@" + DIGEST);
    }

    @Test
    void runsWhatElseIsAskedForByItsTag() {
        assertThat(PINNED.image("openemr/openemr", "8.4.2")).isEqualTo("openemr/openemr:8.4.2");
        assertThat(PINNED.image("mirror.example.org/openemr", "8.4.1")).isEqualTo("mirror.example.org/openemr:8.4.1");
        assertThat(PINNED.image("openemr/openemr@sha256:1", "8.4.1")).isEqualTo("openemr/openemr@sha256:1");
        assertThat(new PinnedRelease("8.4.1", Optional.empty()).image("openemr/openemr", "8.4.1"))
                .isEqualTo("openemr/openemr:8.4.1");
    }
}

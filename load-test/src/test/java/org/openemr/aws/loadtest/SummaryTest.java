package org.openemr.aws.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    private static final Summary BEFORE = new Summary(1000, 10, 80, 200, 400, 12.5);

    @TempDir
    private Path directory;

    @Test
    void aRunThatCameToNoEndHasNone() {
        assertThat(Summary.parse("Simulation started...\njava.lang.IllegalStateException\n"))
                .isEmpty();
    }

    @Test
    void whatIsKeptIsReadAgain() {
        var file = directory.resolve("results/last.json");

        assertThat(Summary.read(file)).isEmpty();
        BEFORE.save(file);
        assertThat(Summary.read(file)).contains(BEFORE);
    }

    @Test
    void aRunStandsBesideTheLast() {
        assertThat(new Summary(2000, 10, 80, 300, 400, 25).beside(Optional.of(BEFORE)))
                .containsPattern("requests +2000 +1000 +\\+100 %")
                .containsPattern("failed, % +0\\.50 +1\\.00 +-50 %")
                .containsPattern("95 of 100 within, ms +300 +200 +\\+50 %");
    }

    /** By hand, a million requests: WAF 0.60; 20 GB at 0.098 are 1.96; 104.17 task hours at 0.0395 are 4.11; 44.44 capacity hours at 0.12 are 5.33. */
    @Test
    void aRunCostsWhatThePricesSay() {
        assertThat(Cost.of(1e6)).isCloseTo(0.60 + 1.96 + 4.115 + 5.333, within(0.01));
    }
}

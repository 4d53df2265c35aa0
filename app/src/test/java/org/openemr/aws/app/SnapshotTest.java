package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.json.JSONException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotTest {

    private static final List<Snapshot> CURRENT = Snapshots.current();

    @BeforeAll
    void updateWhenAsked() throws IOException {
        Snapshots.updateWhenAsked(CURRENT);
    }

    /** The configurations that have a template share its file: that they are equal is part of what is reviewed. */
    @Test
    void theSameConfigurationsHaveTheSameTemplate() {
        assertThat(CURRENT.stream().map(Snapshot::indexed))
                .as("which configurations have which template, against the index; if that is meant,"
                        + " run mvn verify -Dsnapshots=update and review the difference")
                .containsExactlyElementsOf(Snapshots.index());
    }

    @Test
    void nothingIsKeptThatTheIndexDoesNotName() {
        assertThat(Snapshots.files())
                .containsExactlyInAnyOrderElementsOf(
                        CURRENT.stream().map(Snapshot::file).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void templateIsAsReviewed(String file) throws JSONException {
        var current = CURRENT.stream()
                .filter(snapshot -> snapshot.file().equals(file))
                .findFirst()
                .orElseThrow();

        JSONAssert.assertEquals(
                "The template changed. If that is meant, run mvn verify -Dsnapshots=update and review the difference.",
                Snapshots.kept(file),
                current.text(),
                JSONCompareMode.STRICT);
    }

    private static List<String> files() {
        return CURRENT.stream().map(Snapshot::file).toList();
    }
}

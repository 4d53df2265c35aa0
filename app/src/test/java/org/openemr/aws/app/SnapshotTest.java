package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.json.JSONException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.testsupport.ProjectRoot;
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

    /** Whoever owns a stack must not have to know where they are. */
    @ParameterizedTest
    @EnumSource
    void theModulesReadmeSaysWhereTheyAre(Layer layer) throws IOException {
        var module = layer.stackId().replace("Stack", "-stack").toLowerCase(Locale.ROOT);

        assertThat(Files.readString(ProjectRoot.resolve(module + "/README.md")))
                .contains("`app/src/test/snapshots/%s`".formatted(layer.stackId()), "-Dtest=SnapshotTest");
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
                "The template of %s in the configurations %s changed. If that is meant, run mvn verify -Dsnapshots=update and review the difference."
                        .formatted(current.stack(), current.labels()),
                Snapshots.kept(file),
                current.text(),
                JSONCompareMode.STRICT);
    }

    private static List<String> files() {
        return CURRENT.stream().map(Snapshot::file).toList();
    }
}

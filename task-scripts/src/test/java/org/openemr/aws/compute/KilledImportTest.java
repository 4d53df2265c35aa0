package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.Sample;

/** An import that is killed before and after each program that changes something: at some of them in a build, at all of them in a thorough one. */
class KilledImportTest {

    private static final int EVERY = Sample.stride(23);
    private static final int FIRST = (EVERY + 1) / 2;

    @AutoClose
    private static RealDatabase database;

    @TempDir
    private Path root;

    @AutoClose
    private ImportFixture fixture;

    @BeforeAll
    static void start(@TempDir Path directory) {
        database = ImportFixture.startDatabase(directory);
    }

    @BeforeEach
    void install() {
        fixture = new ImportFixture(root, database);
    }

    private static void print(String what, int steps) {
        System.out.printf(
                "import that %s: %d points, killed at %d of them%n", what, steps, (steps - FIRST) / EVERY + 1);
    }

    /** Killed before and after each program that changes something; then run again, or taken back. */
    @Test
    void killedAnywhereItGoesOnOrGoesBack() {
        fixture.container().with("ACTION", "load").runAndKill(TaskScript.IMPORT, "bash", 0);
        var steps = fixture.container().steps();
        assertThat(steps).isGreaterThanOrEqualTo(16);
        print("loads", steps);
        fixture.run("undo", "bash");
        for (var step = FIRST; step <= steps; step += EVERY) {
            fixture.install();
            fixture.container().with("ACTION", "load").runAndKill(TaskScript.IMPORT, "bash", step);
            fixture.container().with("KILL_AT", "0");
            if (step % 2 == 0) {
                var again = fixture.run("load", "bash");
                assertThat(again.status()).as(again.output()).isZero();
                fixture.assertImported();
            }
            assertThat(fixture.run("undo", "bash").status()).isZero();
            fixture.assertFresh();
        }
    }

    @Test
    void killedWhileItGoesBackItGoesBackAgain() {
        fixture.run("load", "bash");
        fixture.container().with("ACTION", "undo").runAndKill(TaskScript.IMPORT, "bash", 0);
        var steps = fixture.container().steps();
        assertThat(steps).isGreaterThanOrEqualTo(8);
        print("is taken back", steps);
        for (var step = FIRST; step <= steps; step += EVERY) {
            fixture.install();
            fixture.run("load", "bash");
            fixture.container().with("ACTION", "undo").runAndKill(TaskScript.IMPORT, "bash", step);
            fixture.container().with("KILL_AT", "0");

            var again = fixture.run("undo", "bash");

            assertThat(again.status()).as(again.output()).isZero();
            fixture.assertFresh();
        }
    }
}

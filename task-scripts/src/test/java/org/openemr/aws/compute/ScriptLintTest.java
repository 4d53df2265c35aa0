package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the scripts as they are delivered; continuous integration installs shellcheck first. */
class ScriptLintTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void shellcheckFindsNothing(TaskScript script) throws Exception {
        assumeTrue(isInstalled(), "shellcheck is not installed");
        var file = Files.writeString(directory.resolve("script.sh"), script.text());

        var process = new ProcessBuilder("shellcheck", file.toString())
                .redirectErrorStream(true)
                .start();
        var findings = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(findings).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("shellcheck", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

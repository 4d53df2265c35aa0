package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.ServerCertificate;

/** Who OpenEMR is to its database changes, with a real database over TLS and the client that the image has. */
class ConnectionScriptTest {

    private static final String CONNECTION = SITE + "/sqlconf.php";

    @AutoClose
    private static RealDatabase database;

    @TempDir
    private Path root;

    private ContainerFixture container;

    @BeforeAll
    static void start(@TempDir Path directory) {
        assumeTrue(Shells.isInstalled("openssl", "version"), "openssl is not installed");
        database = RealDatabase.start(directory);
    }

    /** An installation, and a second user beside the one it has. */
    @BeforeEach
    void install() {
        database.reset();
        database.query("CREATE DATABASE openemr; CREATE USER 'openemr_b'@'%' IDENTIFIED BY 'second$ecret';"
                + "GRANT ALL PRIVILEGES ON openemr.* TO 'openemr_b'@'%';");
        container = ContainerFixture.installed(root)
                .on(database)
                .write(SITE + "/documents/certificates/mysql-ca", database.authority())
                .with("MYSQL_USER", "openemr_b")
                .with("MYSQL_PASS", "second$ecret");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void writesTheUserThatTheDatabaseLetsIn(String shell) {
        var result = container.run(TaskScript.CONNECTION, shell);

        assertThat(result.output()).contains("OpenEMR connects as openemr_b");
        assertThat(result.status()).isZero();
        assertThat(container.text(CONNECTION))
                .contains("$login\t= 'openemr_b';", "$pass\t= 'second$ecret';", "$dbase\t= 'openemr';", "$config = 1;");
        assertThat(container.stateText("owners")).contains("apache");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void writesNothingThatTheDatabaseRefuses(String shell) {
        var before = container.text(CONNECTION);

        var result = container.with("MYSQL_PASS", "wrong").run(TaskScript.CONNECTION, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("does not let in openemr_b, and nothing is written: ERROR 1045");
        assertThat(container.text(CONNECTION)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void aServerThatNobodyVouchesForGetsNoPassword(String shell) throws IOException {
        var elsewhere = ServerCertificate.make(Files.createDirectory(root.resolve("elsewhere")));
        var result = container
                .write(SITE + "/documents/certificates/mysql-ca", elsewhere.authorityText())
                .run(TaskScript.CONNECTION, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(container.text(CONNECTION)).contains("'userSecret'");
    }

    @Test
    void withoutAnInstallationThereIsNothingToWrite() {
        var result = container.write(CONNECTION, "<?php\n$config = 0;\n").run(TaskScript.CONNECTION, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("There is no configuration on the sites file system");
    }

    /** Killed between each two programs that it runs, OpenEMR has one of the two users, whole; then it is run again. */
    @Test
    void killedAnywhereItLeavesOneOfBoth() throws IOException {
        container.runAndKill(TaskScript.CONNECTION, "bash", 0);
        var steps = container.steps();
        assertThat(steps).isGreaterThanOrEqualTo(3);
        for (var step = 1; step <= steps; step++) {
            install();
            container.state("steps", "0").runAndKill(TaskScript.CONNECTION, "bash", step);

            assertThat(container.text(CONNECTION))
                    .contains("$config = 1;")
                    .satisfiesAnyOf(
                            text -> assertThat(text)
                                    .contains("'openemr'", "'userSecret'")
                                    .doesNotContain("openemr_b"),
                            text -> assertThat(text).contains("'openemr_b'", "'second$ecret'"));
            assertThat(container
                            .with("KILL_AT", "0")
                            .run(TaskScript.CONNECTION, "bash")
                            .status())
                    .isZero();
            assertThat(container.text(CONNECTION)).contains("'openemr_b'", "'second$ecret'");
        }
    }

    @Test
    void whatAKilledTaskLeftGoesLater() throws IOException {
        var left = container.write(SITE + "/.sqlconf.Ab12Cd", "$pass = 'half").file(SITE + "/.sqlconf.Ab12Cd");
        var others =
                container.write(SITE + "/.sqlconf.Ef34Gh", "$pass = 'at work").file(SITE + "/.sqlconf.Ef34Gh");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        container.run(TaskScript.CONNECTION, "bash");

        assertThat(left).doesNotExist();
        assertThat(others).exists();
    }
}

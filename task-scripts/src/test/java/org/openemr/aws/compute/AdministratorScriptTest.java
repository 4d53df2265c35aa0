package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.testsupport.Programs;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.Sample;

/** Another password of OpenEMR's administrator, with the machine's PHP and OpenEMR's tables in a real database. */
class AdministratorScriptTest {

    private static final String STORED = "SELECT password FROM openemr.users_secure";
    private static final String EVENTS = "SELECT CONCAT(event, ' ', user, ' ', success) FROM openemr.log";

    /** From one step at which it is killed to the next. */
    private static final int EVERY = Sample.stride(7);

    @AutoClose
    private static RealDatabase database;

    @TempDir
    private Path root;

    private ContainerFixture container;

    @BeforeAll
    static void start(@TempDir Path directory) {
        assumeTrue(
                Shells.isInstalled("php -r", "exit(extension_loaded('mysqli') ? 0 : 1);"),
                "PHP with mysqli is not installed");
        assumeTrue(Shells.isInstalled("openssl", "version"), "openssl is not installed");
        database = RealDatabase.start(directory);
    }

    /** The tables as OpenEMR has them, as far as they matter here. */
    @BeforeEach
    void install() {
        database.reset();
        database.query("""
                CREATE DATABASE openemr; CREATE USER 'openemr'@'%' IDENTIFIED BY 'userSecret';
                GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';
                CREATE TABLE openemr.users (id BIGINT PRIMARY KEY, username VARCHAR(255), active TINYINT NOT NULL DEFAULT 1);
                CREATE TABLE openemr.users_secure (id BIGINT PRIMARY KEY, username VARCHAR(255), password VARCHAR(255),
                last_update_password DATETIME DEFAULT NULL, last_update TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                password_history1 VARCHAR(255), password_history2 VARCHAR(255), password_history3 VARCHAR(255),
                password_history4 VARCHAR(255), last_challenge_response DATETIME, login_work_area TEXT,
                total_login_fail_counter BIGINT DEFAULT 0, login_fail_counter INT DEFAULT 0, last_login_fail DATETIME,
                auto_block_emailed TINYINT DEFAULT 0);
                CREATE TABLE openemr.log (event VARCHAR(255), user VARCHAR(255), groupname VARCHAR(255), success TINYINT, comments TEXT);
                INSERT INTO openemr.users VALUES (1, 'admin', 1), (2, 'Admin', 1);
                INSERT INTO openemr.users_secure (id, username, password, password_history1, password_history2, login_fail_counter)
                VALUES (1, 'admin', 'hash0', 'hash1', 'hash2', 20);
                """);
        container = ContainerFixture.installed(root)
                .on(database)
                .withReal("php")
                .write(SITE + "/documents/certificates/mysql-ca", database.authority())
                .write(SITE + "/sqlconf.php", """
                        <?php
                        $host = '127.0.0.1'; $port = '%d'; $login = 'openemr'; $pass = 'userSecret'; $dbase = 'openemr';
                        $config = 1;
                        """.formatted(database.port()))
                .with("OE_USER", "admin")
                .with("OE_NEXT_PASS", "Next+Secret:1.x");
        audit("getInstance");
    }

    private void audit(String method) {
        container.write(
                OPENEMR + "/interface/globals.php",
                ContainerFixture.standIn("real/globals.php").replace("AUDIT_METHOD", method));
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void givesThePasswordWithItsHistory(String shell) {
        var result = container.run(TaskScript.ADMINISTRATOR, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).isEqualTo("ADMINISTRATOR has another password\n");
        assertThat(isStored("Next+Secret:1.x")).isTrue();
        assertThat(
                        database.query(
                                "SELECT CONCAT_WS(' ', password_history1, password_history2, password_history3, IFNULL(password_history4, 'none'),"
                                        + " login_fail_counter, last_update_password > NOW() - INTERVAL 1 MINUTE) FROM openemr.users_secure"))
                .isEqualTo("hash0 hash1 hash2 none 0 1\n");
        assertThat(database.query(EVENTS)).isEqualTo("security-administration-update admin 1\n");
    }

    /** Nobody knows whether the first run came to its end; the history keeps the one before. */
    @Test
    void againItChangesNothing() {
        container.run(TaskScript.ADMINISTRATOR, "sh");
        var stored = database.query(STORED);

        var result = container.run(TaskScript.ADMINISTRATOR, "sh");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).isEqualTo("ADMINISTRATOR has it already\n");
        assertThat(database.query(STORED)).isEqualTo(stored);
        assertThat(database.query("SELECT password_history1 FROM openemr.users_secure"))
                .isEqualTo("hash0\n");
    }

    /** OpenEMR's audit log was asked for otherwise up to version 7. */
    @Test
    void anOlderVersionLogsItToo() {
        audit("instance");

        var result = container.run(TaskScript.ADMINISTRATOR, "sh");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(database.query(EVENTS)).isEqualTo("security-administration-update admin 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM openemr.users WHERE username = 'admin'",
                "UPDATE openemr.users SET active = 0",
                "UPDATE openemr.users SET username = 'root' WHERE username = 'admin'",
                "DELETE FROM openemr.users_secure"
            })
    void withoutTheUserNothingChanges(String change) {
        database.query(change);
        var stored = database.query(STORED);

        var result = container.run(TaskScript.ADMINISTRATOR, "sh");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("ERROR: (There is no active user admin|The user admin has no password)")
                .contains("ERROR: OpenEMR's administrator keeps the password before");
        assertThat(database.query(STORED)).isEqualTo(stored);
    }

    @Test
    void saysWhyTheDatabaseRefuses() {
        database.query("ALTER TABLE openemr.users_secure DROP COLUMN auto_block_emailed");

        var result = container.run(TaskScript.ADMINISTRATOR, "sh");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ERROR: Unknown column 'auto_block_emailed'");
        assertThat(database.query(STORED)).isEqualTo("hash0\n");
    }

    @Test
    void withoutAnInstallationThereIsNobody() {
        var result =
                container.write(SITE + "/sqlconf.php", "<?php\n$config = 0;\n").run(TaskScript.ADMINISTRATOR, "sh");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("There is no configuration on the sites file system");
    }

    /** Killed between each two programs that it runs, and run again. */
    @Test
    void killedAnywhereItEndsTheSame() {
        container.runAndKill(TaskScript.ADMINISTRATOR, "sh", 0);
        var steps = container.steps();
        assertThat(steps).isGreaterThanOrEqualTo(8);
        for (var step = (EVERY + 1) / 2; step <= steps; step += EVERY) {
            install();
            container.runAndKill(TaskScript.ADMINISTRATOR, "sh", step);

            var result = container.with("KILL_AT", "0").run(TaskScript.ADMINISTRATOR, "sh");

            assertThat(result.status()).as(result.output()).isZero();
            assertThat(isStored("Next+Secret:1.x")).isTrue();
            assertThat(database.query("SELECT password_history1 FROM openemr.users_secure"))
                    .isEqualTo("hash0\n");
        }
    }

    private static boolean isStored(String password) {
        var program = "<?php echo password_verify('%s', '%s') ? 'yes' : 'no';"
                .formatted(password, database.query(STORED).strip());
        return Programs.run(program, List.of("php")).equals("yes");
    }
}

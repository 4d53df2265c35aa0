package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.RealDatabase;

/**
 * The states that set-up refuses, or repairs, built in a real database: the stand-in of the client in {@link SetUpStatesTest} answers what
 * it is told, this one what the statements really find.
 */
class RealStatesTest {

    private static final String SHELL =
            Shells.all().reduce((first, last) -> last).orElseThrow();

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

    /** An installation with a patient. */
    @BeforeEach
    void install() {
        database.reset();
        container = new ContainerFixture(root).on(database).with("OPENEMR_SETTINGS", "rest_api=1");
        var result = container.run(TaskScript.SET_UP, SHELL);
        assertThat(result.output()).contains("State: empty", "Setting rest_api is in effect", "OpenEMR is set up");
        assertThat(result.status()).isZero();
        database.query("INSERT INTO openemr.patient_data VALUES (1);");
    }

    @Test
    void changesNothingInAnInstallationThatIsComplete() {
        var rows = database.dump();

        var result = container.run(TaskScript.SET_UP, SHELL);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("State: installed");
        assertThat(database.dump()).isEqualTo(rows);
    }

    @Test
    void refusesToClearAnInstallationWithAPatient() {
        container.write(OPENEMR + "/sites/installation-begun", "");

        refuses("holds 1 patients: nothing is removed");
    }

    @Test
    void refusesUsersWithoutRights() {
        database.query("DELETE FROM openemr.gacl_acl;");

        refuses("State: unfinished", "nobody can sign in");
    }

    @Test
    void refusesATableThatIsNotThere() {
        database.query("DROP TABLE openemr.users;");

        refuses("State: unfinished");
    }

    @Test
    void refusesAConfigurationWithoutTables() {
        database.query("DROP DATABASE openemr; CREATE DATABASE openemr;");

        refusesWithoutADump("State: torn", "the database holds no tables");
    }

    @Test
    void refusesTablesWithoutAConfiguration() {
        container.write(SITE + "/sqlconf.php", "<?php\n$config = 0;\n");

        refuses("State: torn", "has no configuration");
    }

    @Test
    void refusesASchemaThatIsOlderThanTheImage() {
        database.query("UPDATE openemr.version SET v_database = 506;");

        refuses("The schema has version 506, and this image needs 541");
    }

    @Test
    void refusesASettingWithoutARow() {
        container.with("OPENEMR_SETTINGS", "rest_api=1\nSMTP_Auth=1");

        refuses("has no settings of these names: SMTP_Auth");
    }

    @Test
    void writesTextAsItIsAndReadsItBack() {
        var value = "Dr. O'Neill & \"Sons\" \\ 50% üñí";
        database.query("INSERT INTO openemr.globals VALUES ('openemr_name', 0, 'OpenEMR');");
        container.with("OPENEMR_SETTINGS", "openemr_name=" + value);

        var result = container.run(TaskScript.SET_UP, SHELL);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(
                        database.query(
                                "SELECT HEX(CONVERT(gl_value USING utf8mb4)) FROM openemr.globals WHERE gl_name = 'openemr_name';"))
                .isEqualToIgnoringNewLines(
                        HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_8)));
    }

    private void refuses(String... sentences) {
        var rows = database.dump();
        refusesWithoutADump(sentences);
        assertThat(database.dump()).isEqualTo(rows);
    }

    private void refusesWithoutADump(String... sentences) {
        var result = container.run(TaskScript.SET_UP, SHELL);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains(sentences);
    }
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the set-up task does with each state that it finds: README.md of this module has them in a table. */
class SetUpStatesTest {

    @TempDir
    private Path directory;

    /** A change of mail's password must know whether OpenEMR has the new one. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheInstallationIsNewerAndSettingsMustBeWritten(String shell) {
        var container = installed().write(SITE + "/docker-version", "10").with("MUST_APPLY", "yes");
        var before = container.files();

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("no setting is written");
        assertThat(container.files()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void changesNothingWhenTheInstallationIsNewer(String shell) {
        var container = installed().write(SITE + "/docker-version", "10");
        var before = container.files();

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isZero();
        assertThat(result.output()).contains("nothing is changed");
        assertThat(container.files()).isEqualTo(before);
        assertThat(container.stateText("sql")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheInstallerFailsAndCleansUpAtTheNextRun(String shell) {
        var container = new ContainerFixture(directory).state("entrypoint-fails", "");
        assertThat(container.run(TaskScript.SET_UP, shell).status()).isEqualTo(1);
        container.without("entrypoint-fails").state("tables", "17");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("State: begun", "Removing what an interrupted installation left");
        assertThat(container.stateText("sql")).contains("DROP DATABASE IF EXISTS `openemr`");
        assertThat(container.file(OPENEMR + "/sites/installation-begun")).doesNotExist();
    }

    /** The installer calls itself finished before there is anybody who could sign in. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void takesNoInstallationThatBrokeOffForAFinishedOne(String shell) {
        var container = new ContainerFixture(directory).state("installer-breaks-off", "");
        assertThat(container.run(TaskScript.SET_UP, shell).status()).isEqualTo(1);
        assertThat(container.text(SITE + "/sqlconf.php")).contains("$config = 1");
        container.without("installer-breaks-off");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("State: begun", "OpenEMR is set up");
        assertThat(container.stateText("rows-of-users")).isEqualToIgnoringNewLines("1");
    }

    /** Without the mark nobody knows whose they are. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void refusesAnInstallationInWhichNobodyCanSignIn(String shell) {
        for (var table : List.of("users", "gacl_acl")) {
            var container = installed().state("rows-of-" + table, "0");

            var result = container.run(TaskScript.SET_UP, shell);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("State: unfinished", "nobody can sign in", "installation-begun");
            assertThat(container.stateText("sql")).doesNotContain("DROP");
        }
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void neverDropsADatabaseWithPatients(String shell) {
        var container = installed().write(OPENEMR + "/sites/installation-begun", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("holds 4000 patients: nothing is removed");
        assertThat(container.stateText("sql")).doesNotContain("DROP");
    }

    /** A connection that breaks at that moment is no database without patients. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void dropsNothingWhenTheDatabaseDoesNotAnswer(String shell) {
        var container =
                installed().write(OPENEMR + "/sites/installation-begun", "").state("silent", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ERROR 2013", "does not say whether there is a table patient_data");
        assertThat(container.stateText("sql")).doesNotContain("DROP");
    }

    /** They are encrypted with keys that were in the database. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void forgetsTheKeysOfAnInstallationThatBrokeOff(String shell) {
        var key = SITE + "/documents/logs_and_misc/methods/sevena";
        var container = new ContainerFixture(directory)
                .write(OPENEMR + "/sites/installation-begun", "")
                .write(key, "of the database before");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.file(key)).doesNotExist();
    }

    /** Another image's skeleton says another version of what is not installed. */
    @ParameterizedTest
    @ValueSource(strings = {"8", "10"})
    void installsOverTheSkeletonOfAnotherImage(String version) {
        var container = new ContainerFixture(directory)
                .write(SITE + "/sqlconf.php", "<?php\n$config = 0; // of another image\n")
                .write(SITE + "/docker-version", version);

        var result = container.run(TaskScript.SET_UP, Shells.all().findFirst().orElseThrow());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("State: empty", "Installing OpenEMR");
        assertThat(container.text(SITE + "/sqlconf.php")).doesNotContain("of another image");
        assertThat(container.text(SITE + "/docker-version").strip()).isEqualTo("9");
    }

    /** Images before openemr#13614 end well when their upgrade did not. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheSchemaIsOlderThanTheImageAfterAnUpgrade(String shell) {
        var container = installed()
                .write(SITE + "/docker-version", "8")
                .state("schema-version", "506")
                .state("upgrade-fails-silently", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("The schema has version 506, and this image needs 541");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void neverDropsTablesThatItDidNotMake(String shell) {
        var container = new ContainerFixture(directory).state("tables", "300");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("not of the same time");
        assertThat(container.stateText("sql")).doesNotContain("DROP");
    }

    /** A skeleton over them would look like a new installation. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void refusesDocumentsOfPatientsWithoutADatabase(String shell) {
        var container = new ContainerFixture(directory).write(SITE + "/documents/17/referral.pdf", "PHI");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("State: torn", "holds documents of patients");
        assertThat(container.text(SITE + "/documents/17/referral.pdf")).isEqualTo("PHI");
        assertThat(container.file(SITE + "/docker-version")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void refusesAConfigurationWhoseDatabaseIsEmpty(String shell) {
        var container = installed().state("tables", "0");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("the database holds no tables");
        assertThat(container.stateText("entrypoint-environment")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheInstallerEndsWithoutAConfiguration(String shell) {
        var container = new ContainerFixture(directory).state("installer-does-nothing", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ended without a configuration");
    }

    private ContainerFixture installed() {
        return ContainerFixture.installed(directory);
    }
}

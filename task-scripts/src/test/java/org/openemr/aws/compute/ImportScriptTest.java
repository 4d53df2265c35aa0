package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.ImportObjects;
import org.openemr.aws.testsupport.RealDatabase;

/** Another installation comes, with a real database over TLS, objects behind signed requests, and the image's tar. */
class ImportScriptTest {

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

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void bringsDatabaseAndFiles(String shell) throws IOException {
        var result = fixture.run("load", shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("ROWS patient_data 2", "ROWS version 1", "IMPORTED")
                .doesNotContain("ROWS names", "secret/of+the+task", "token//");
        fixture.assertImported();
        assertThat(fixture.container().stateText("owners")).contains("-R apache");
        assertThat(Files.getPosixFilePermissions(fixture.container().file(SITE + "/documents/smarty")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void bringsBackWhatWasThere(String shell) {
        fixture.run("load", shell);

        var result = fixture.run("undo", shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("UNDONE");
        fixture.assertFresh();
        assertThat(fixture.run("undo", shell).output()).contains("UNDONE before");
    }

    @Test
    void forgetsWhatWasThereWhenItIsFinished() {
        fixture.run("load", "bash");

        assertThat(fixture.run("load", "bash").output()).contains("ROWS patient_data 2", "IMPORTED before");
        assertThat(fixture.run("finish", "bash").output()).contains("What came is not upgraded");
        assertThat(database.query("SELECT SUM(active) FROM openemr.background_services"))
                .isEqualTo("0\n");
        fixture.container().write(SITE + "/docker-version", "16");

        assertThat(fixture.run("finish", "bash").output()).contains("FINISHED");

        assertThat(database.query("SELECT name FROM openemr.background_services WHERE active = 1"))
                .isEqualTo("Email's\n");
        fixture.container().write(SITE + "/docker-version", "6");

        assertThat(fixture.container().file(ImportFixture.IMPORT)).doesNotExist();
        fixture.assertImported();
        assertThat(fixture.run("finish", "bash").output()).contains("FINISHED");
        assertThat(fixture.run("undo", "bash").output()).contains("UNDONE before");
        fixture.assertImported();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void looksAndChangesNothing(String shell) {
        var result = fixture.run("look", shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("READY");
        fixture.assertFresh();
    }

    @Test
    void aBrokenDownloadChangesNothing() {
        fixture.objects().holdBack(20);

        var result = fixture.run("load", "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("The database could not be fetched, and nothing was changed");
        assertThat(database.query("SELECT note FROM openemr.fresh")).isEqualTo("made here\n");
    }

    @Test
    void sqlThatFailsIsNoImport() {
        fixture.upload(ImportFixture.OLD + "INSERT INTO nothing VALUES (1);");

        var result = fixture.run("load", "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("Table 'openemr.nothing' doesn't exist", "The database could not be loaded");
        assertThat(fixture.run("finish", "bash").output()).contains("The import is not over");
        fixture.run("undo", "bash");
        fixture.assertFresh();
    }

    /** Whatever the SQL is, it runs with the rights of OpenEMR's user. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 INTO OUTFILE '/tmp/x';",
                "CREATE USER 'thief'@'%' IDENTIFIED BY 'x';",
                "DROP DATABASE mysql;",
                "SET GLOBAL general_log = 1;"
            })
    void sqlHasTheRightsOfOpenEmrsUser(String sql) {
        fixture.upload(ImportFixture.OLD + sql);

        var result = fixture.run("load", "bash");

        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).containsPattern("ERROR (1044|1045|1227)");
    }

    @Test
    void linksInAnArchiveAreRefused() throws IOException {
        var upload = root.resolve("links");
        Files.createDirectories(upload.resolve("documents"));
        Files.createSymbolicLink(upload.resolve("documents/secret"), Path.of("/etc/passwd"));
        fixture.uploadFiles(upload);

        var result = fixture.run("load", "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("neither file nor directory");
        fixture.run("undo", "bash");
        fixture.assertFresh();
    }

    @Test
    void patientsAreNotReplaced() {
        database.query("INSERT INTO openemr.patient_data VALUES (1, 'Moore')");

        var result = fixture.run("load", "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("This installation has 1 patients already");
        assertThat(fixture.container().file(ImportFixture.IMPORT)).doesNotExist();
        assertThat(fixture.run("undo", "bash").output()).contains("UNDONE before");
        assertThat(database.query("SELECT lname FROM openemr.patient_data")).isEqualTo("Moore\n");
    }

    /** The step that upgrades from the version, or from the one before it. */
    @ParameterizedTest
    @CsvSource({"5.0.1,0", "7.0.1,5", "7.0.2,6", "7.0.3,6", "7.0.4,7", "8.0.0,7", "8.4.0,14", "8.4.1,16"})
    void knowsWhichStepsAreDone(String version, String steps) {
        var result = fixture.container()
                .with("VERSION", version)
                .with("ACTION", "look")
                .run(TaskScript.IMPORT, "bash");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("READY, of the steps of upgrades %s are done".formatted(steps));
    }

    @ParameterizedTest
    @CsvSource({
        "8.4.2,is newer than this image",
        "9.0.0,is newer than this image",
        "4.2.2,is older than the oldest version"
    })
    void refusesVersionsThatCannotBe(String version, String why) {
        var result = fixture.container()
                .with("VERSION", version)
                .with("ACTION", "load")
                .run(TaskScript.IMPORT, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains(why);
        assertThat(fixture.container().file(ImportFixture.IMPORT)).doesNotExist();
    }

    @Test
    void aDatabaseOfAnotherVersionIsFoundOut() {
        var result = fixture.container()
                .with("VERSION", "7.0.2")
                .with("ACTION", "load")
                .run(TaskScript.IMPORT, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("The database is of OpenEMR 7.0.3, not 7.0.2");
    }

    @Test
    void documentsInCouchDbAreMissed() {
        fixture.upload(ImportFixture.OLD + "INSERT INTO documents VALUES (2, 1), (3, 1);");

        var result = fixture.run("load", "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("2 documents are in CouchDB, and did not come");
    }

    /** What two uploads brought does not belong together. */
    @Test
    void anotherUploadIsAnotherImport() {
        fixture.objects().put(ImportObjects.FILES, new byte[] {1});
        fixture.run("load", "bash");
        fixture.uploadFiles(root.resolve("upload"));
        fixture.container().with("UPLOAD", "two");

        assertThat(fixture.run("load", "bash").output()).contains("An import of another upload is under way");

        fixture.run("undo", "bash");
        assertThat(fixture.run("load", "bash").status()).isZero();
        fixture.container().with("UPLOAD", "three");
        assertThat(fixture.run("load", "bash").output()).contains("Another upload was imported");
    }

    /** An attempt that changed nothing, and then people came. */
    @Test
    void patientsThatCameSinceAnAttemptAreKept() {
        fixture.objects().holdBack(20);
        fixture.run("load", "bash");
        database.query("INSERT INTO openemr.patient_data VALUES (77, 'Moore')");
        fixture.objects().holdBack(0);

        assertThat(fixture.run("load", "bash").output()).contains("This installation has 1 patients already");

        assertThat(fixture.run("undo", "bash").output()).contains("UNDONE");
        assertThat(database.query("SELECT pid FROM openemr.patient_data")).isEqualTo("77\n");
    }

    /** What began to go back goes back to its end. */
    @Test
    void anImportThatGoesBackDoesNotGoOn() {
        fixture.run("load", "bash");
        fixture.container().write(ImportFixture.IMPORT + "/undoing", "");

        assertThat(fixture.run("look", "bash").output()).contains("This import is being taken back");
        assertThat(fixture.run("load", "bash").output()).contains("This import is being taken back");
        assertThat(fixture.run("finish", "bash").output()).contains("This import is being taken back");
        fixture.run("undo", "bash");
        fixture.assertFresh();
    }

    /** Whatever the reader of dumps may have missed: the client runs no program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch %s",
                "system touch %s",
                "SELECT 1; \\! touch %s\n",
                "\\T %s\nSELECT 1;",
                "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE version;"
            })
    void theClientRunsNoProgram(String line) {
        var file = root.resolve("pwned");
        fixture.upload(ImportFixture.OLD + "\n" + line.formatted(file) + "\n;");

        var result = fixture.run("load", "bash");

        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    /** Set-up would upgrade one half. */
    @Test
    void setUpWaitsForTheEndOfAnImport() {
        fixture.objects().put(ImportObjects.FILES, new byte[] {1});
        fixture.run("load", "bash");

        var result = fixture.container().run(TaskScript.SET_UP, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("An import has begun and is not over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "begin"})
    void demandsToKnowWhatToDo(String action) {
        assertThat(fixture.run(action, "bash").output()).contains("ERROR: ACTION must be look, load, undo or finish");
    }
}

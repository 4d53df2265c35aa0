package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.ImportObjects;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.Sample;

/** An installation comes over: the commands, with the task's answers as its script gives them. */
class ImportCommandsTest extends OperatorTest {

    private static final String[] SOURCE = {"--database", "openemr.sql.gz", "--files", "sites.tar.gz"};
    private static final String UPDATE = "ContainerServiceV20141113.UpdateService";

    @BeforeEach
    void deploy() throws IOException {
        WorkingAws.answer(operator());
        WorkingAws.imports(aws(), "patient_data 3", "version 1", "users 1", "globals 0", "documents 3");
        source(operator());
    }

    /** A dump of version 5.0.1, and two documents. */
    static void source(Operator operator) throws IOException {
        try (var dump = Objects.requireNonNull(ImportCommandsTest.class.getResourceAsStream("/dumps/mysql-5.5.sql"))) {
            pack(operator, "openemr.sql.gz", dump.readAllBytes());
        }
        pack(
                operator,
                "sites.tar.gz",
                SitesArchive.of(
                        "sites/default/sqlconf.php", "<?php $pass = 'old';",
                        "sites/default/documents/1/a.pdf", "%PDF",
                        "sites/default/documents/2/b", "002kZm9vYmFyYmF6cXV4",
                        "sites/default/documents/logs_and_misc/methods/two", "key",
                        "sites/default/config.php", "<?php"));
    }

    private static void pack(Operator operator, String name, byte[] content) throws IOException {
        try (var gzip =
                new GZIPOutputStream(Files.newOutputStream(operator.directory().resolve(name)))) {
            gzip.write(content);
        }
    }

    private Operator.Run run(String command, String... more) {
        var arguments = new ArrayList<>(List.of("import", command));
        arguments.addAll(List.of(more));
        return operator().run(arguments.toArray(String[]::new));
    }

    private Operator.Run runWithSource(String command, String... more) {
        var all = new ArrayList<>(List.of(SOURCE));
        all.addAll(List.of(more));
        return run(command, all.toArray(String[]::new));
    }

    @Test
    void inspectsWithoutAws() {
        operator().without("AWS_ENDPOINT_URL").without("AWS_REGION");

        var run = runWithSource("inspect");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("openemr", "5.0.1", "patients", "sites/default", "1 (config.php)")
                .contains("belonged to", "clinic@%, clinic@localhost, root@localhost");
        assertThat(aws().requests()).isEmpty();
    }

    @Test
    void plansWithATaskThatLooks() {
        var run = runWithSource("plan");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("load 5 tables with 8 rows of OpenEMR 5.0.1");
        assertThat(aws().bodiesOf("RunTask"))
                .singleElement()
                .asString()
                .contains("\"look\"", "\"5.0.1\"", "openemr-import:7");
        assertThat(aws().object(ImportObjects.DATABASE)).isEmpty();
    }

    @Test
    void runsAndComparesBeforeItUpgrades() throws IOException {
        var run = runWithSource("run", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("All 5 tables have the rows of the dump.", "The background services are stopped");
        assertThat(run.out()).contains("OpenEMR 5.0.1");
        assertThat(aws().openUploads()).isZero();
        try (var sql = new GZIPInputStream(
                new ByteArrayInputStream(aws().object(ImportObjects.DATABASE).orElseThrow()))) {
            assertThat(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("'Müller'")
                    .doesNotContain("clinic");
        }
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(
                new ByteArrayInputStream(aws().object(ImportObjects.FILES).orElseThrow())))) {
            assertThat(tar.getNextEntry().getName()).isEqualTo("documents/1/a.pdf");
        }
        var tasks = aws().bodiesOf("RunTask");
        assertThat(tasks).hasSize(3);
        assertThat(tasks.get(1)).contains("\"load\"", "\"5.0.1\"");
        assertThat(tasks.get(2)).contains("openemr-set-up:7", "MUST_APPLY");
        assertThat(aws().bodiesOf(UPDATE)).singleElement().asString().contains("openemr-clock", "\"desiredCount\":0");
    }

    /** Ended at any call, the same command goes on to the same end. */
    @TestFactory
    Stream<DynamicTest> goesOnWhereverItEnded() {
        runWithSource("run", "--yes");
        var database = aws().object(ImportObjects.DATABASE).orElseThrow();
        return Sample.of(aws().operations(), 4)
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    aws().forgetObjects();
                    aws().heal();
                    aws().fails(operation, "InternalFailure", "it is gone");
                    assertThat(runWithSource("run", "--yes").status()).isNotZero();

                    aws().heal();
                    var again = runWithSource("run", "--yes");

                    assertThat(again.status()).as(again.err()).isZero();
                    assertThat(aws().object(ImportObjects.DATABASE)).hasValue(database);
                    assertThat(aws().object("inspection.json")).isPresent();
                }));
    }

    /** Ended after the upload, it is not uploaded again; another file is. */
    @Test
    void goesOnWithWhatWasUploaded() throws IOException {
        runWithSource("run", "--yes");
        aws().heal();

        var again = runWithSource("run", "--yes");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("upload: done before");
        assertThat(aws().operations()).noneMatch(operation -> operation.startsWith("PUT /the-import-bucket"));

        pack(operator(), "openemr.sql.gz", "SET NAMES utf8;".getBytes(StandardCharsets.US_ASCII));
        assertThat(runWithSource("run", "--yes").err()).contains("The dump is not of OpenEMR");
        source(operator());
        Files.setLastModifiedTime(operator().directory().resolve("openemr.sql.gz"), FileTime.from(Instant.EPOCH));
        assertThat(runWithSource("run", "--yes").err()).contains("upload database and files");
    }

    @Test
    void rowsThatDidNotComeStopIt() {
        WorkingAws.imports(aws(), "patient_data 2", "version 1", "users 1", "globals 0", "documents 3");

        var run = runWithSource("run", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "Not all came: patient_data has 2 rows, not 3",
                        "openemr import abort brings back what was there");
        assertThat(aws().bodiesOf("RunTask")).noneMatch(body -> body.contains("set-up"));
    }

    @Test
    void aFailedLoadKeepsWhatWasThere() {
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("import", 1));
        aws().jsonWhere(
                        "Logs_20140328.GetLogEvents",
                        "ecs/import",
                        "{\"events\":[{\"message\":\"t ERROR: This installation has 7 patients already\"}]}");

        var run = runWithSource("run", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("This installation has 7 patients already. Nothing was changed.");
        assertThat(aws().object(ImportObjects.DATABASE)).isEmpty();
        assertThat(aws().bodiesOf(UPDATE)).isEmpty();
    }

    @Test
    void checksWhatCame() {
        runWithSource("run", "--yes");
        TrialAws.log(aws(), "2026-11-25T12:00:00Z CHECKED");

        var run = run("check");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("OpenEMR's configuration was read", "Sign in as somebody of the old installation");

        aws().restWith(
                        "POST",
                        "/Execute",
                        "FROM patient_data",
                        "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":[[{\"longValue\":2}]]}");
        assertThat(run("check").err()).contains("There are 2 patients, and 3 came: some are missing");
    }

    @Test
    void withoutAnUploadThereIsNothingToCheck() {
        assertThat(run("check").status()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"finish", "abort"})
    void endsWithNothingLeft(String command) {
        runWithSource("run", "--yes");
        WorkingAws.clock(aws(), 0);
        aws().heal();

        var run = run(command, "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf("RunTask"))
                .singleElement()
                .asString()
                .contains(command.equals("abort") ? "\"undo\"" : "\"finish\"");
        assertThat(aws().object(ImportObjects.DATABASE)).isEmpty();
        assertThat(aws().object("inspection.json")).isEmpty();
        assertThat(aws().bodiesOf(UPDATE)).singleElement().asString().contains("\"desiredCount\":1");
    }

    /** Set-up works on what came. */
    @Test
    void abortWaitsForSetUp() {
        aws().jsonWhere(
                        "AmazonEC2ContainerServiceV20141113.ListTasks",
                        "openemr-set-up",
                        "{\"taskArns\":[\"arn:task\"]}");

        var run = run("abort", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("A task of the family openemr-set-up runs already");
        assertThat(aws().bodiesOf("RunTask")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "finish", "abort"})
    void asksFirst(String command) {
        operator().typing("n");

        var run = command.equals("run") ? runWithSource(command) : run(command);

        assertThat(run.status()).isEqualTo(1);
        assertThat(aws().object(ImportObjects.DATABASE)).isEmpty();
        assertThat(aws().bodiesOf("RunTask")).noneMatch(body -> body.matches("(?s).*\"(load|undo|finish)\".*"));
    }

    @Test
    void saysHowToGetTheTask() {
        operator().deployed(SecurityContract.ADMINISTRATOR_SECRET_ARN);

        var run = runWithSource("run", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"enable_import\": true", "npx cdk deploy --exclusively ComputeStack");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(run("inspect", "--database", "no.sql", "--files", "sites.tar.gz")
                        .err())
                .containsPattern("There is no file .*no.sql");
        assertThat(run("inspect", "--database", "openemr.sql.gz", "--files", "no.tar")
                        .err())
                .containsPattern("There is no file or directory .*no.tar");
        assertThat(run("inspect").status()).isEqualTo(2);
    }
}

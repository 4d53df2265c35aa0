package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

/** From "the database is gone" to "people sign in": each phase can be killed and goes on, and nothing that runs is touched before the switch. */
class RestoreCommandTest extends OperatorTest {

    private static final String NAME = RestoreAws.NAME;
    private static final String RECORD = "/openemr-records/openemr/restore";
    private static final String TIME = "2026-11-25T09:30:00Z";
    private static final String SITES = "arn:aws:backup:us-east-1:111122223333:recovery-point:sites-3";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        TrialAws.log(aws(), "DOCUMENT 310 identical", "DOCUMENT 309 encrypted", "x MOVED", "x CHECKED");
        RestoreAws.answer(operator());
    }

    private List<JsonNode> states() {
        return aws().bodiesOf("PutParameter").stream()
                .map(RestoreCommandTest::json)
                .filter(put -> put.path("Name").asText().endsWith("/restore"))
                .map(put -> json(put.path("Value").asText()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is restored is of a time before: it is not known which of the two users it lets in. */
    @Test
    void isRestoredWhenNobodyCanBeLockedOut() {
        aws().restError(
                        "POST",
                        "/2015-03-31/functions/openemr-credential-rotation/invocations",
                        "{\"errorMessage\":\"no\"}");

        var run = operator().run("restore", "--to", TIME, "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("both may be let in: openemr rotate database.");
    }

    @Test
    void goesBackToATime() {
        var run = operator().run("restore", "--to", TIME, "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .containsSubsequence(
                        "database  as of 2026-11-25T09:30:00Z, by Aurora's own backups",
                        "files     as of 2026-11-25T09:00:00Z, recovery point " + SITES,
                        "apart     30 minutes",
                        "lost      what was entered or uploaded in the last 180 minutes",
                        "Restoring the database: cluster is made",
                        "Restoring the database: snapshot is taken",
                        "Removing cluster " + NAME + ": gone",
                        "Restoring sites: sites COMPLETED",
                        "Releasing file system fs-0a1b2c3d4e5f60701: gone",
                        "commit it, for every checkout",
                        "openemr     8.4.1",
                        "patients    4200",
                        "OpenEMR's configuration was read, and 2 of the newest documents.",
                        "Of OpenEMR's two database users the one that is not in use is locked out within minutes");
        assertThat(aws().bodiesOf("/2015-03-31/functions/openemr-credential-rotation/invocations"))
                .last()
                .asString()
                .contains("finishSecret");
        assertThat(operator().read("cdk.json"))
                .contains(
                        "\"restore_database_from_snapshot\": \"%s\"".formatted(NAME),
                        "\"restore_sites_file_system_id\": \"fs-0a1b2c3d4e5f60701\"");
        assertThat(operator().read("cdk.txt").lines())
                .anyMatch(line -> line.startsWith("cdk synth")
                        && line.contains("--context restore_database_from_snapshot=" + NAME)
                        && line.contains("--context restore_sites_file_system_id=fs-0a1b2c3d4e5f60701"))
                .anyMatch(line -> line.startsWith("cdk deploy")
                        && line.endsWith("--exclusively --require-approval never DataStack ComputeStack"));
        assertThat(aws().bodiesOf("RestoreDBClusterToPointInTime"))
                .singleElement()
                .asString()
                .contains(
                        "SourceDBClusterIdentifier=openemr-database",
                        "RestoreToTime=2026-11-25T09%3A30%3A00",
                        "own-subnets");
        assertThat(aws().parameter(RECORD))
                .hasValueSatisfying(record -> assertThat(record).contains("\"ended\":true"));
    }

    @Test
    void goesBackToARecoveryPointAndTheFilesNearestToIt() {
        var run = operator().run("restore", "--recovery-point", WorkingAws.recoveryPoint(), "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("apart     60 minutes", "lost      what was entered or uploaded in the last 180 minutes");
        assertThat(operator().read("cdk.json"))
                .contains("\"restore_database_from_snapshot\": \"%s\"".formatted(WorkingAws.recoveryPoint()));
        assertThat(aws().bodiesOf("RestoreDBClusterToPointInTime")).isEmpty();
    }

    /** RDS has brought a newer minor version since cdk.json was written, and restores no snapshot of it into the older one. */
    @ParameterizedTest
    @CsvSource({
        "8.0.mysql_aurora.3.12.0, 8.0.mysql_aurora.3.12.0",
        "8.0.mysql_aurora.3.9.1, 8.0.mysql_aurora.3.12.0",
        "8.0.mysql_aurora.3.12.1, 8.0.mysql_aurora.3.12.1",
        "8.0.mysql_aurora.4.0.0, 8.0.mysql_aurora.4.0.0"
    })
    void takesTheEngineOfANewerSnapshot(String snapshot, String wanted) {
        RestoreAws.ofRecoveryPoints(aws(), snapshot);

        var run = operator().run("restore", "--recovery-point", WorkingAws.recoveryPoint(), "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).contains("\"aurora_engine_version\": \"%s\"".formatted(wanted));
    }

    /** Aurora's own backups reach until five minutes ago, and not beyond their retention. */
    @Test
    void takesTheRecoveryPointBeforeATimeThatAuroraDoesNotReach() {
        RestoreAws.live(aws(), "2026-11-25T08:00:00Z");

        var run = operator().run("restore", "--to", "2026-11-25T11:00:00Z", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("database  as of 2026-11-25T10:00:00Z, recovery point " + WorkingAws.recoveryPoint());
    }

    /** A restore leaves the cluster of before, and its recovery points: the way back. */
    @Test
    void goesBackToWhatWasBeforeAnotherRestore() {
        var former = HealthyAws.point("database", 30, "COMPLETED")
                .replace("cluster:openemr-database", "cluster:openemr-database-from-0a1b2c3d-4e5f6a7b");
        var others = HealthyAws.point("database", 29, "COMPLETED")
                .replace("cluster:openemr-database", "cluster:clinic-database-4e5f6a7b");
        aws().rest(
                        "GET",
                        "/backup-vaults/.*/recovery-points/",
                        HealthyAws.points(HealthyAws.point("sites", 31, "COMPLETED"), former, others));

        var run = operator()
                .run(
                        "restore",
                        "--recovery-point",
                        "arn:aws:backup:us-east-1:111122223333:recovery-point:database-30",
                        "--yes");

        assertThat(run.err()).contains("2 of the newest documents");
        assertThat(operator().run("backup", "list").out())
                .contains("database-30", "sites-31")
                .doesNotContain("database-29");
        assertThat(operator()
                        .run("backup", "verify", "--store", "database", "--yes")
                        .err())
                .contains("no complete recovery point of database yet");
    }

    @Test
    void onlyTheFilesGoBack() {
        operator().setting("restore_database_from_snapshot", "null", "\"an-old-one\"");

        var run = operator().run("restore", "--to", TIME, "--only", "files", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("database  stays as it is", "files     as of 2026-11-25T09:00:00Z");
        assertThat(operator().read("cdk.json"))
                .contains("\"restore_sites_file_system_id\": \"fs-0a1b2c3d4e5f60701\"")
                .doesNotContain(NAME);
    }

    @Test
    void onlyTheDatabaseGoesBack() {
        var run = operator().run("restore", "--to", TIME, "--only", "database", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("files     stay as they are");
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    @Test
    void nothingIsMadeWhenAnotherNameIsTyped() {
        var before = operator().read("cdk.json");

        var run = operator().typing("openemr2").run("restore", "--to", TIME);

        assertThat(run.status()).isEqualTo(1);
        assertThat(aws().bodiesOf("RestoreDBClusterToPointInTime")).isEmpty();
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
        assertThat(states()).isEmpty();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** Each call fails once, wherever it is: --resume comes to the same end, and makes nothing twice. */
    @TestFactory
    Stream<DynamicTest> goesOnAfterEachFailure() {
        operator().run("restore", "--to", TIME, "--yes");
        return Sample.of(aws().operations(), 6)
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    operator().cdkJson();
                    aws().heal();
                    aws().failsOnce(operation, "AccessDeniedException", "of a test");
                    var first = operator().run("restore", "--to", TIME, "--yes");
                    var over = first.err().contains("commit it, for every checkout");
                    if (aws().parameter(RECORD)
                                    .filter(kept -> kept.contains("\"ended\":false"))
                                    .isEmpty()
                            || over) {
                        assertThat(first.status()).isIn(0, 4, 5);
                        return;
                    }
                    assertThat(first.status()).as(first.err()).isEqualTo(4);

                    var again = operator().run("restore", "--resume", "--yes");

                    assertThat(again.status()).as(first.err() + again.err()).isZero();
                    assertThat(operator().read("cdk.json")).contains(NAME, "fs-0a1b2c3d4e5f60701");
                    assertThat(aws().bodiesOf("RestoreDBClusterToPointInTime").size())
                            .isBetween(1, 2);
                    assertThat(states().stream()
                                    .map(state ->
                                            state.path("plan").path("token").asText())
                                    .distinct())
                            .hasSize(1);
                }));
    }

    @Test
    void aSwitchThatFailsIsGoneOnWith() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || [ -e mended ] || exit 1");

        var run = operator().run("restore", "--to", TIME, "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("openemr restore --resume");
        operator().file("mended", "");
        assertThat(operator().run("restore", "--resume", "--yes").status()).isZero();
        assertThat(aws().bodiesOf("RestoreDBClusterToPointInTime")).hasSize(1);
        assertThat(aws().bodiesOf("PUT /restore-jobs").size()).isLessThanOrEqualTo(1);
    }

    /** CloudFormation took everything back: the deployment is as it was, and so is cdk.json. */
    @Test
    void aSwitchThatFailedIsTakenBack() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        var before = operator().read("cdk.json");
        operator().run("restore", "--to", TIME, "--yes");

        var run = operator().run("restore", "--abandon", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(aws().bodiesOf("DeleteDBClusterSnapshot"))
                .singleElement()
                .asString()
                .contains(NAME);
        assertThat(aws().operations()).contains("DELETE /2015-02-01/file-systems/fs-0a1b2c3d4e5f60701");
    }

    /** What a stack has taken over is not deleted, and keeps no other restore from beginning. */
    @Test
    void whatIsSwitchedToIsNotTakenAway() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        operator().run("restore", "--to", TIME, "--yes");
        aws().queryWhere(
                        "GetTemplate",
                        "openemr-data",
                        WorkingAws.deployedTemplate(RestoreAws.DATA_TEMPLATE.formatted(RestoreAws.NAME)));

        var run = operator().run("restore", "--abandon", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf("DeleteDBClusterSnapshot")).isEmpty();
        assertThat(aws().operations()).doesNotContain("DELETE /2015-02-01/file-systems/fs-0a1b2c3d4e5f60701");
        assertThat(operator().read("cdk.json")).contains(NAME);
    }

    @Test
    void oneRestoreAtATime() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        operator().run("restore", "--to", TIME, "--yes");

        var run = operator().run("restore", "--to", TIME, "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("--resume goes on with it, --abandon removes what it has made");
    }

    @Test
    void withoutTheDataApiTheFilesAreLookedAt() {
        aws().restWith("POST", "/Execute", "", LocalAws.error("HttpEndpointNotEnabledException", "off"));

        var run = operator().run("restore", "--to", TIME, "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Rows and documents are not compared: The Data API is off");
    }

    /** A checkout that does not know of an earlier restore would put an empty database in its place. */
    @Test
    void refusesACheckoutThatWasNotDeployedLast() {
        var before = operator().read("cdk.json");

        var run = operator().run("restore", "--to", TIME, "--only", "files", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"restore_database_from_snapshot\": null, and what is deployed has an-old-one");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    /** A cluster is called by its recovery point, and stays. */
    @Test
    void refusesARecoveryPointThatWasRestoredBefore() {
        aws().query(
                        "DescribeDBClusters",
                        "<DBClusters><DBCluster><DBClusterIdentifier>openemr-database-from-%08x-4e5f6a7b</DBClusterIdentifier></DBCluster></DBClusters>"
                                .formatted(WorkingAws.recoveryPoint().hashCode()));

        var run = operator().run("restore", "--recovery-point", WorkingAws.recoveryPoint(), "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("was made from this recovery point already");
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    /** Somebody wrote something else since: it is what is deployed, maybe. */
    @Test
    void putsBackNothingThatSomebodyElseWrote() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        operator().run("restore", "--to", TIME, "--yes");
        operator().setting("restore_database_from_snapshot", "\"" + NAME + "\"", "\"by-hand\"");

        var run = operator().run("restore", "--abandon", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("cdk.json has another restore_database_from_snapshot than the switch wrote");
        assertThat(operator().read("cdk.json"))
                .contains("\"restore_database_from_snapshot\": \"by-hand\"", "\"restore_sites_file_system_id\": null");
    }

    /** The job of the files came to a bad end: nothing is taken of it, the restore is abandoned, and another can begin. */
    @Test
    void aFailedJobIsBegunAgain() {
        aws().rest("GET", "/restore-jobs/r-sites", "{\"Status\":\"FAILED\",\"StatusMessage\":\"no space\"}");
        var failed = operator().run("restore", "--to", TIME, "--yes");
        assertThat(failed.err()).contains("no space");
        assertThat(operator().run("restore", "--resume", "--yes").err()).contains("no space");
        assertThat(operator().run("restore", "--abandon", "--yes").status()).isZero();

        TrialAws.answer(aws());
        aws().heal();
        assertThat(operator().run("restore", "--to", TIME, "--yes").status()).isZero();
    }

    /** Killed between the start of the job and its record: what it makes may be half of the files. */
    @Test
    void takesNoFilesWhoseJobIsNotKnown() {
        aws().restWith("PUT", "/restore-jobs", "recovery-point:sites", LocalAws.denied());
        operator().run("restore", "--to", TIME, "--yes");
        var token = json(aws().parameter(RECORD).orElseThrow())
                .path("plan")
                .path("token")
                .asText();
        aws().rest(
                        "GET",
                        "/2015-02-01/file-systems",
                        "{\"FileSystems\":[%s]}"
                                .formatted(TrialAws.description("fs-0half", NAME + "-" + token.substring(0, 8))));

        var run = operator().run("restore", "--resume", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("fs-0half was begun, and its job is not known");
        assertThat(aws().bodiesOf("RunTask")).isEmpty();
    }

    @Test
    void isNotAbandonedWhileAStackChanges() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        operator().run("restore", "--to", TIME, "--yes");
        aws().queryWhere("DescribeStacks", "openemr-data", HealthyAws.stack("UPDATE_IN_PROGRESS"));

        var run = operator().run("restore", "--abandon", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("DataStack is UPDATE_IN_PROGRESS");
        assertThat(aws().bodiesOf("DeleteDBClusterSnapshot")).isEmpty();
    }

    /** Somebody else has gone on with it meanwhile. */
    @Test
    void stopsWhenItIsNotItsOwnAnyMore() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        operator().run("restore", "--to", TIME, "--yes");
        var kept = aws().parameter(RECORD).orElseThrow();
        aws().parameter(RECORD, kept.replaceAll("\"token\":\"[^\"]*\"", "\"token\":\"another-token\""));

        var states = states().size();
        aws().parameter(RECORD, kept.replace("\"ended\":false", "\"ended\":true"));

        assertThat(operator().run("restore", "--resume", "--yes").status()).isEqualTo(3);
        assertThat(states()).hasSize(states);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to yesterday|2|--to must be a time such as",
                "--to 2027-01-01T00:00:00Z|2|is yet to come",
                "--to 2020-01-01T00:00:00Z|3|There is no recovery point of database from before",
                "--to 2026-11-25T09:30:00Z --only cache|2|--only must be database, files or both",
                "--recovery-point arn:of:nobody|3|No recovery point arn:of:nobody",
                "--recovery-point arn:aws:backup:us-east-1:111122223333:recovery-point:ssl-3|2|Give a recovery point of the database",
                "--resume|3|No restore is on its way",
                "--abandon|3|No restore is on its way",
                "''|2|--to",
                "--resume --abandon|2|mutually exclusive"
            })
    void refusesWhatItCannotDo(String options, int status, String message) {
        var run = operator()
                .run(Stream.concat(
                                Stream.of("restore", "--yes"),
                                Stream.of(options.split(" ")).filter(word -> !word.isEmpty()))
                        .toArray(String[]::new));

        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).contains(message);
        assertThat(states()).isEmpty();
    }
}

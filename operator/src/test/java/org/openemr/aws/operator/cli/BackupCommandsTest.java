package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.operator.cli.HealthyAws.point;
import static org.openemr.aws.operator.cli.HealthyAws.points;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;

class BackupCommandsTest extends OperatorTest {

    private static final String DATABASE_POINT = "arn:aws:backup:us-east-1:111122223333:recovery-point:database-2";
    private static final String SITES_POINT = "arn:aws:backup:us-east-1:111122223333:recovery-point:sites-3";
    private static final String VAULT = "/backup-vaults/openemr-vault-0a1b2c3d/recovery-points/";

    @BeforeEach
    void deploy() {
        operator().deployed();
        HealthyAws.answer(aws());
        aws().rest(
                        "GET",
                        VAULT,
                        points(
                                point("sites", 3, "COMPLETED"),
                                point("other", 1, "COMPLETED"),
                                point("database", 2, "COMPLETED")));
        aws().rest(
                        "GET",
                        VAULT + ".*/restore-metadata",
                        "{\"RestoreMetadata\":{\"Engine\":\"aurora-mysql\",\"KmsKeyId\":\"key\"}}");
        aws().rest("PUT", "/restore-jobs", "{\"RestoreJobId\":\"r-1\"}");
        aws().rest(
                        "GET",
                        "/restore-jobs/r-1",
                        "{\"Status\":\"RUNNING\",\"PercentDone\":\"40.00%\"}",
                        "{\"Status\":\"COMPLETED\",\"PercentDone\":\"100\",\"CreatedResourceArn\":\"arn:aws:rds:us-east-1:111122223333:cluster:openemr-verify\"}");
    }

    @Test
    void takesRecoveryPointsOfAllStores() {
        aws().rest(
                        "PUT",
                        "/backup-jobs",
                        "{\"BackupJobId\":\"b-1\"}",
                        "{\"BackupJobId\":\"b-2\"}",
                        "{\"BackupJobId\":\"b-3\"}");
        for (var id : new String[] {"b-1", "b-2", "b-3"}) {
            aws().rest(
                            "GET",
                            "/backup-jobs/" + id,
                            "{\"State\":\"RUNNING\",\"PercentDone\":\"12.5\"}",
                            "{\"State\":\"COMPLETED\",\"PercentDone\":\"100.0\",\"RecoveryPointArn\":\"arn:%s\"}"
                                    .formatted(id));
        }

        var run = operator().run("backup", "create", "--keep-days", "90");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                store     recovery point
                database  arn:b-1
                sites     arn:b-2
                ssl       arn:b-3
                """);
        assertThat(run.err())
                .contains(
                        "Backing up: database RUNNING, sites RUNNING, ssl RUNNING",
                        "Backing up: database COMPLETED, sites COMPLETED, ssl COMPLETED");
        assertThat(aws().bodiesOf("/backup-jobs"))
                .filteredOn(body -> !body.isEmpty())
                .hasSize(3)
                .allMatch(body -> body.contains("\"DeleteAfterDays\":90") && body.contains("the-backup-role-arn"));
    }

    @Test
    void saysWhichBackupFailed() {
        aws().rest("PUT", "/backup-jobs", "{\"BackupJobId\":\"b-1\"}");
        aws().rest("GET", "/backup-jobs/b-1", "{\"State\":\"FAILED\",\"StatusMessage\":\"no space\"}");

        var run = operator().run("backup", "create");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Backing up failed for database: FAILED: no space; sites: FAILED: no space");
    }

    @Test
    void drawsABarAtATerminal() {
        aws().rest("PUT", "/backup-jobs", "{\"BackupJobId\":\"b-1\"}");
        aws().rest(
                        "GET",
                        "/backup-jobs/b-1",
                        "{\"State\":\"RUNNING\",\"PercentDone\":\"50.0\"}",
                        "{\"State\":\"COMPLETED\"}");

        var run = operator().atATerminal().run("backup", "create");

        assertThat(run.err()).contains("\r\u001B[2KBacking up [", "] 100%", "#");
    }

    /** Whoever waits again knows for how long. */
    @Test
    void saysHowLongItTookLastTime() {
        aws().rest("PUT", "/backup-jobs", "{\"BackupJobId\":\"b-1\"}");
        var running = "{\"State\":\"RUNNING\",\"PercentDone\":\"50.0\"}";
        aws().rest("GET", "/backup-jobs/b-1", running, running, running, running, "{\"State\":\"COMPLETED\"}");
        operator().atATerminal().with("COLUMNS", "120").withTimeThatPasses();

        var first = operator().run("backup", "create");
        var second = operator().run("backup", "create");

        assertThat(first.err()).doesNotContain("of about");
        assertThat(second.err()).contains("COMPLETED, 0 s of about 20 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "36501", "x"})
    void refusesDaysThatAreNone(String days) {
        assertThat(operator().run("backup", "create", "--keep-days", days).status())
                .isEqualTo(2);
    }

    @Test
    void listsTheDeploymentsOwnPointsOnlyLatestFirst() {
        assertThat(operator().run("backup", "list").out()).isEqualTo("""
                store     created               age  size   state      recovery point
                database  2026-11-25T10:00:00Z  2 h  6 MiB  COMPLETED  %s
                sites     2026-11-25T09:00:00Z  3 h  6 MiB  COMPLETED  %s
                """.formatted(DATABASE_POINT, SITES_POINT));
    }

    @Test
    void listsAllPages() {
        aws().restWhere("GET", VAULT, "nextToken", "n", points(point("ssl", 4, "COMPLETED")));
        aws().rest(
                        "GET",
                        VAULT,
                        "{\"NextToken\":\"n\",\"RecoveryPoints\":[%s]}".formatted(point("database", 2, "COMPLETED")));

        assertThat(operator().run("backup", "list", "-o", "csv").out())
                .contains("database,", "ssl,")
                .hasLineCount(3);
    }

    @Test
    void saysThatThereAreNoPoints() {
        aws().rest("GET", VAULT, points());

        assertThat(operator().run("backup", "list").out()).isEqualTo("no recovery points yet\n");
        assertThat(operator().run("backup", "list", "-o", "json").out()).isEqualTo("[ ]\n");
        assertThat(operator().run("backup", "verify", "--yes").status()).isEqualTo(5);
    }

    @Test
    void restoresADatabaseToAClusterOfAnotherName() {
        var run = operator().typing("openemr").run("backup", "restore", DATABASE_POINT);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "makes           cluster openemr-restored-1795608000", "leaves          everything that runs");
        assertThat(run.err())
                .contains(
                        "Type openemr to go on:",
                        "Restoring database: database RUNNING",
                        "\"restore_database_from_snapshot\": \"" + DATABASE_POINT);
        assertThat(aws().bodiesOf("/restore-jobs"))
                .anySatisfy(body -> assertThat(body)
                        .contains(
                                "\"DBClusterIdentifier\":\"openemr-restored-1795608000\"",
                                "\"ResourceType\":\"Aurora\""));
    }

    @Test
    void restoresNothingWhenAnotherNameIsTyped() {
        var run = operator().typing("openemr2").run("backup", "restore", DATABASE_POINT);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("That is not openemr. Nothing was done.");
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    @Test
    void showsThePlanOnly() {
        assertThat(operator()
                        .run("backup", "restore", DATABASE_POINT, "--plan-only")
                        .status())
                .isZero();
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    @Test
    void restoresNoPointOfSomebodyElse() {
        var run = operator()
                .run("backup", "restore", "arn:aws:backup:us-east-1:111122223333:recovery-point:other-1", "--yes");

        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void saysWhyARestoreFailed() {
        aws().rest("GET", "/restore-jobs/r-1", "{\"Status\":\"FAILED\",\"StatusMessage\":\"no such subnet group\"}");

        var run = operator().run("backup", "restore", DATABASE_POINT, "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no such subnet group");
    }

    @Test
    void refusesAStoreThatIsNone() {
        assertThat(operator()
                        .run("backup", "verify", "--store", "cache", "--yes")
                        .status())
                .isEqualTo(2);
        assertThat(operator()
                        .run("backup", "verify", "--store", "database", "--store", "x", "--yes")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void goesOnAfterBeingThrottled() {
        aws().rest("GET", VAULT, LocalAws.throttled(), points(point("database", 2, "COMPLETED")));

        assertThat(operator().run("backup", "list").out()).contains("database");
    }

    @Test
    void saysWhatIsNotPermitted() {
        aws().rest("GET", VAULT, LocalAws.denied());

        assertThat(operator().run("backup", "list").status()).isEqualTo(4);
    }
}

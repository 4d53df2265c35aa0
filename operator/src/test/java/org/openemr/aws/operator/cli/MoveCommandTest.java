package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.Sample;

/** From one region to another: each phase can be ended and goes on, and until it is finished the site opens again where it was. */
class MoveCommandTest extends OperatorTest {

    private static final String RECORD = "/openemr-records/openemr/move";
    private static final String UPDATE = "AmazonEC2ContainerServiceV20141113.UpdateService";
    private static final String BOUNDS = "AnyScaleFrontendService.RegisterScalableTarget";

    @BeforeEach
    void deploy() {
        MoveAws.answer(operator());
    }

    private Operator.Run move(String... more) {
        var arguments = new ArrayList<>(List.of("move", "--yes"));
        arguments.addAll(List.of(more));
        return operator().run(arguments.toArray(String[]::new));
    }

    @Test
    void arrivesWithEverything() {
        var run = move("--from", MoveAws.FROM);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .containsSubsequence(
                        "openemr     8.4.1         8.4.1",
                        "patients    4200          0",
                        "1  the site in us-west-2 is closed, and its last task awaited",
                        "Closing the site in us-west-2: 1 tasks go on",
                        "Closing the site in us-west-2: 0 tasks go on",
                        "Backing up: database COMPLETED, sites COMPLETED",
                        "Copying to us-east-1: database COMPLETED, sites COMPLETED",
                        "Restoring sites: sites COMPLETED",
                        "lost      nothing: where it comes from, nobody works since 2026-11-25T12:00:00Z",
                        "2 of the newest documents",
                        "As many patients, encounters and documents as in us-west-2.",
                        "It runs in us-east-1, and the site in us-west-2 is closed");
        assertThat(operator().read("cdk.json"))
                .contains(
                        "\"restore_database_from_snapshot\": \"%s\"".formatted(MoveAws.DATABASE),
                        "\"restore_sites_file_system_id\": \"fs-0a1b2c3d4e5f60701\"");
        assertThat(aws().bodiesOf("/copy-jobs"))
                .filteredOn(body -> !body.isEmpty())
                .hasSize(2)
                .allMatch(
                        body -> body.contains(
                                "\"DestinationBackupVaultArn\":\"arn:aws:backup:us-east-1:111122223333:backup-vault:openemr-vault-0a1b2c3d\""));
        assertThat(siteBounds()).singleElement().asString().contains("\"MaxCapacity\":0");
    }

    /** The recovery points are taken when nobody can change anything any more. */
    @Test
    void backsUpWhatIsClosed() {
        move("--from", MoveAws.FROM);

        var calls = aws().requests().stream()
                .map(sent -> sent.getUrl().equals("/")
                        ? String.valueOf(sent.getHeader("X-Amz-Target"))
                        : sent.getMethod() + " " + sent.getUrl())
                .toList();
        assertThat(calls.indexOf("PUT /backup-jobs")).isGreaterThan(calls.lastIndexOf(UPDATE));
        assertThat(calls.indexOf(BOUNDS)).isBetween(0, calls.indexOf(UPDATE));
    }

    @Test
    void arrivedItOpensAgainUntilItIsFinished() {
        move("--from", MoveAws.FROM);

        var run = move("--abandon");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(siteBounds())
                .last()
                .asString()
                .contains("\"MinCapacity\":2", "\"MaxCapacity\":100", "\"ScheduledScalingSuspended\":false");
        assertThat(aws().bodiesOf(UPDATE))
                .anyMatch(body -> body.contains("openemr-openemr") && body.contains("\"desiredCount\":2"))
                .anyMatch(body -> body.contains("openemr-clock") && body.contains("\"desiredCount\":1"));
        assertThat(move("--resume").status()).isEqualTo(3);
    }

    private void assertOpenedAsBefore() {
        assertThat(siteBounds())
                .last()
                .asString()
                .contains(
                        "\"MinCapacity\":2",
                        "\"MaxCapacity\":100",
                        "\"DynamicScalingInSuspended\":true",
                        "\"DynamicScalingOutSuspended\":false",
                        "\"ScheduledScalingSuspended\":false");
        assertThat(last("openemr-openemr")).contains("\"desiredCount\":2");
        assertThat(last("openemr-clock")).contains("\"desiredCount\":1");
    }

    private String last(String service) {
        return aws().bodiesOf(UPDATE).stream()
                .filter(body -> body.contains(service))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** ComputeStack was deployed without it meanwhile. */
    @Test
    void opensWithoutAClockThatIsGone() {
        move("--from", MoveAws.FROM);
        aws().jsonInState(
                        "clock is gone",
                        LocalAws.BEGIN,
                        LocalAws.BEGIN,
                        "AmazonEC2ContainerServiceV20141113.DescribeServices",
                        MoveAws.FROM,
                        "openemr-clock",
                        "{\"services\":[{\"status\":\"INACTIVE\",\"desiredCount\":0}]}");

        assertThat(move("--abandon").status()).isZero();

        assertThat(aws().bodiesOf(UPDATE)).noneMatch(body -> body.contains("openemr-clock") && body.contains(":1"));
    }

    @Test
    void finishedItStaysClosed() {
        move("--from", MoveAws.FROM);

        assertThat(move("--finish").status()).isZero();

        assertThat(move("--abandon").status()).isEqualTo(3);
        assertThat(siteBounds()).hasSize(1);
    }

    @Test
    void isNotFinishedOnTheWay() {
        MoveAws.copy(aws(), "sites", "RUNNING", "");
        aws().rest("GET", "/copy-jobs/c-database", LocalAws.denied());
        assertThat(move("--from", MoveAws.FROM).status()).isEqualTo(4);

        assertThat(move("--finish").err()).contains("It has not arrived yet");
        assertThat(move("--from", MoveAws.FROM).err()).contains("--resume goes on with it");
    }

    @Test
    void aRehearsalClosesNothing() {
        var run = move("--from", MoveAws.FROM, "--leave-open");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("lost      what was entered or uploaded in the last 0 minutes", "rehearsal");
        assertThat(siteBounds()).isEmpty();
        assertThat(aws().bodiesOf(UPDATE)).isEmpty();
        assertThat(move("--abandon").err()).contains("Nothing was closed.");
    }

    @Test
    void nothingIsClosedWhenAnotherRegionIsTyped() {
        var run = operator().typing(MoveAws.HERE).run("move", "--from", MoveAws.FROM);

        assertThat(run.status()).isEqualTo(1);
        assertThat(siteBounds()).isEmpty();
        assertThat(aws().parameter(RECORD)).isEmpty();
    }

    /** The wrong way round, a clinic's data would be put aside for those of an empty deployment. */
    @Test
    void movesIntoAFreshDeploymentOnly() {
        MoveAws.rows(aws(), MoveAws.HERE, "patient_data", 17);

        var run = move("--from", MoveAws.FROM);

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("us-east-1 has 17 patients", "Is it the other way round?");
        assertThat(siteBounds()).isEmpty();
    }

    @Test
    void movesFromAnotherRegionOnly() {
        assertThat(move("--from", MoveAws.HERE).status()).isEqualTo(2);
    }

    /** Somebody wrote into it after the recovery points were taken, or they do not hold all. */
    @Test
    void whatDidNotComeIsNoArrival() {
        MoveAws.rows(aws(), MoveAws.HERE, "patient_data", 0, 0, 4199);

        var run = move("--from", MoveAws.FROM);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("patients: 4200 in us-west-2, 4199 in us-east-1");
        assertThat(move("--finish").status()).isEqualTo(5);
        assertThat(move("--abandon").status()).isZero();
    }

    /** AWS Backup does not begin again what it has begun by the same token. */
    @Test
    void aCopyThatFailedIsBegunAnew() {
        MoveAws.copy(aws(), "sites", "FAILED", "");
        var failed = move("--from", MoveAws.FROM);
        assertThat(failed.err()).contains("Copying to us-east-1 failed for sites: FAILED: of a test");
        var first = tokens();
        MoveAws.copy(aws(), "sites", "COMPLETED", "arn:aws:backup:us-east-1:111122223333:recovery-point:sites-copy");

        var run = move("--resume");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(tokens()).hasSize(4).doesNotHaveDuplicates().containsAll(first);
        assertThat(aws().bodiesOf("/backup-jobs").stream().filter(body -> !body.isEmpty()))
                .hasSize(2);
    }

    private List<String> tokens() {
        return aws().bodiesOf("/copy-jobs").stream()
                .filter(body -> !body.isEmpty())
                .map(body -> body.replaceAll(".*\"IdempotencyToken\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** What came is known by its numbers. */
    @Test
    void movesNothingThatCannotBeCounted() {
        aws().restWith("POST", "/Execute", "", LocalAws.error("HttpEndpointNotEnabledException", "off"));

        var run = move("--from", MoveAws.FROM);

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("The database in us-west-2: The Data API is off");
        assertThat(siteBounds()).isEmpty();
    }

    /** A fresh database that pauses is asked again. */
    @Test
    void waitsForADatabaseThatWakesUp() {
        MoveAws.versions(
                aws(), MoveAws.HERE, LocalAws.error("DatabaseResumingException", "resuming"), MoveAws.version("8.4.1"));

        assertThat(move("--from", MoveAws.FROM).status()).isZero();
    }

    @Test
    void movesNothingToAnOlderOpenEmr() {
        MoveAws.versions(aws(), MoveAws.FROM, MoveAws.version("9.0.0"));

        var run = move("--from", MoveAws.FROM);

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("of OpenEMR 9.0.0, and here runs 8.4.1");
        assertThat(siteBounds()).isEmpty();
    }

    @Test
    void movesNoDeploymentWithoutPatients() {
        MoveAws.rows(aws(), MoveAws.FROM, "patient_data", 0);

        assertThat(move("--from", MoveAws.FROM).err()).contains("us-west-2 has no patients");
    }

    @Test
    void waitsForADeploymentThere() {
        aws().queryWhere("DescribeStacks", "openemr-data", HealthyAws.stack("UPDATE_IN_PROGRESS"));

        assertThat(move("--from", MoveAws.FROM).err()).contains("is UPDATE_IN_PROGRESS");
        assertThat(siteBounds()).isEmpty();
    }

    /** While the question stood, somebody began: their record is not overwritten. */
    @Test
    void twoBeginNotTogether() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        move("--from", MoveAws.FROM);
        var kept = aws().parameter(RECORD).orElseThrow();
        aws().forgetParameters();

        var person = new BufferedReader(new StringReader(MoveAws.FROM + "\n")) {
            @Override
            public String readLine() throws IOException {
                aws().parameter(RECORD, kept);
                return super.readLine();
            }
        };
        aws().heal();

        var run = operator().typing(person).run("move", "--from", MoveAws.FROM);

        assertThat(run.err()).contains("is on its way: --resume goes on with it");
        assertThat(aws().parameter(RECORD)).contains(kept);
    }

    /** What was restored was taken away by the other command: it did not arrive, and is restored again. */
    @Test
    void aRestoreThatWasAbandonedIsNoArrival() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        move("--from", MoveAws.FROM);
        assertThat(operator().run("restore", "--abandon", "--yes").status()).isZero();
        operator().program("npx", RestoreAws.SYNTHESIS);
        TrialAws.fileSystem(aws(), "sites", "fs-0a1b2c3d4e5f60709");
        aws().rest(
                        "GET",
                        "/restore-jobs/r-sites",
                        "{\"Status\":\"COMPLETED\",\"CreatedResourceArn\":\"arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0a1b2c3d4e5f60709\"}");

        assertThat(move("--finish").err()).contains("It has not arrived yet");
        var run = move("--resume");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).contains(MoveAws.DATABASE, "fs-0a1b2c3d4e5f60709");
        assertThat(aws().bodiesOf("/restore-jobs").stream().filter(body -> !body.isEmpty()))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    /** Opened by hand meanwhile, the recovery points are not all that there is. */
    @Test
    void goesOnWithWhatIsStillClosedOnly() {
        operator().program("npx", RestoreAws.SYNTHESIS + "[ \"$2\" != deploy ] || exit 1");
        move("--from", MoveAws.FROM);
        aws().heal();

        var run = move("--resume");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("has tasks: what they write would be lost. openemr move --abandon");
    }

    /** A check that failed is made again. */
    @Test
    void itHasNotArrivedBeforeItsDocumentsAreRead() {
        aws().jsonWhere("AmazonEC2ContainerServiceV20141113.RunTask", "DOCUMENTS", LocalAws.denied());
        assertThat(move("--from", MoveAws.FROM).status()).isEqualTo(4);
        assertThat(move("--resume").status()).isEqualTo(4);
        assertThat(move("--finish").err()).contains("It has not arrived yet");
    }

    private void destroyed(String region) {
        aws().jsonInState(
                        "gone",
                        LocalAws.BEGIN,
                        LocalAws.BEGIN,
                        "AmazonSSM.GetParametersByPath",
                        region,
                        "",
                        "{\"Parameters\":[]}");
    }

    /** Whoever worked in the new region had it destroyed: the clinic's site opens all the same. */
    @Test
    void opensWithoutTheOtherDeployment() {
        move("--from", MoveAws.FROM);
        destroyed(MoveAws.HERE);

        var run = move("--abandon");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("The site in us-west-2 opens", "There is no deployment in us-east-1 any more");
    }

    @Test
    void isFinishedWithoutTheDeploymentThatItLeft() {
        move("--from", MoveAws.FROM);
        destroyed(MoveAws.FROM);

        assertThat(move("--finish").status()).isZero();
    }

    @Test
    void noOtherRestoreBeginsMeanwhile() {
        MoveAws.copy(aws(), "sites", "FAILED", "");
        move("--from", MoveAws.FROM);

        assertThat(operator()
                        .run("restore", "--to", "2026-11-25T09:30:00Z", "--yes")
                        .err())
                .contains("A move from us-west-2 is on its way here");
    }

    /** A call fails once, wherever it is: the move goes on to the same end; or it is abandoned, and the site is open as before. */
    @TestFactory
    Stream<DynamicTest> goesOnAfterEachFailure() {
        move("--from", MoveAws.FROM);
        var cases = List.copyOf(aws().operations()).stream()
                .flatMap(operation -> Stream.of(List.of(operation, "--resume"), List.of(operation, "--abandon")))
                .toList();
        return Sample.of(cases, 9)
                .map(one -> DynamicTest.dynamicTest(
                        String.join(", then ", one), () -> goesOnAfter(one.get(0), one.get(1))));
    }

    private void goesOnAfter(String operation, String then) {
        aws().forgetParameters();
        operator().cdkJson();
        aws().heal();
        aws().failsOnce(operation, "AccessDeniedException", "of a test");
        var first = move("--from", MoveAws.FROM);
        if (isNotOnItsWay()) {
            assertThat(first.status()).as(first.err()).isEqualTo(4);
            assertThat(siteBounds()).isEmpty();
            return;
        }

        var again = move(then);

        assertThat(again.status()).as(first.err() + again.err()).isZero();
        if (then.equals("--resume")) {
            assertThat(operator().read("cdk.json")).contains(MoveAws.DATABASE);
            assertThat(move("--finish").status()).isZero();
        } else {
            assertThat(siteBounds())
                    .last()
                    .asString()
                    .contains("\"MinCapacity\":2", "\"MaxCapacity\":100", "\"ScheduledScalingSuspended\":false");
        }
    }

    private boolean isNotOnItsWay() {
        return aws().parameter(RECORD)
                .filter(kept -> kept.contains("\"ended\":false"))
                .isEmpty();
    }

    private List<String> siteBounds() {
        return aws().bodiesOf(BOUNDS).stream()
                .filter(body -> body.contains("\"MinCapacity\""))
                .toList();
    }
}

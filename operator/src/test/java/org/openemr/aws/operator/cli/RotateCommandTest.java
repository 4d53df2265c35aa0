package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.operator.cli.WorkingAws.execution;
import static org.openemr.aws.operator.cli.WorkingAws.versions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.fixtures.LocalAws;

class RotateCommandTest extends OperatorTest {

    private static final String FUNCTION = "/2015-03-31/functions/openemr-credential-rotation/invocations";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        aws().json(
                        "secretsmanager.DescribeSecret",
                        versions("0-before", ""),
                        versions("0-before", ""),
                        versions("1-now", ""));
    }

    @Test
    void rotatesOneAndWaitsUntilTheOneBeforeIsTakenAway() {
        aws().json(
                        "AWSStepFunctions.ListExecutions",
                        "{\"executions\":[]}",
                        "{\"executions\":[]}",
                        execution("1-now", "RUNNING"),
                        execution("1-now", "RUNNING"),
                        execution("1-now", "SUCCEEDED"));
        aws().json("AWSStepFunctions.GetExecutionHistory", """
                {"events":[{"timestamp":1,"type":"WaitStateEntered","id":9,"previousEventId":8},
                {"timestamp":1,"type":"TaskStateExited","id":7,"previousEventId":6,"stateExitedEventDetails":{"name":"Look",
                "output":"{\\"Progress\\":{\\"WaitsFor\\":\\"tasks read what was written\\"}}"}}]}""");

        var run = operator().run("rotate", "database", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("database", "1-now", "taken away");
        assertThat(run.err()).contains("Taking away the database before: tasks read what was written");
        assertThat(aws().bodiesOf("secretsmanager.RotateSecret"))
                .singleElement()
                .asString()
                .contains(DataContract.DATABASE_USER_SECRET_ARN.name());
        assertThat(aws().bodiesOf(FUNCTION)).isEmpty();
    }

    @Test
    void rotatesAll() {
        aws().json("secretsmanager.DescribeSecret", versions("1-now", ""));

        var run = operator().run("rotate", "all", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf("secretsmanager.RotateSecret")).hasSize(3);
        assertThat(run.out().lines()).hasSize(4);
    }

    /** Secrets Manager gave up half-way: the same version goes on, for its password may be in the database already. */
    @Test
    void whatBrokeOffGoesOnFirst() {
        aws().json(
                        "secretsmanager.DescribeSecret",
                        versions("0-before", "half-way"),
                        versions("0-before", "half-way"),
                        versions("half-way", ""),
                        versions("1-now", ""));

        var run = operator().run("rotate", "database-administrator", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("An earlier rotation of database-administrator did not come to its end");
        assertThat(aws().bodiesOf(FUNCTION))
                .hasSize(4)
                .allMatch(body -> body.contains("\"ClientRequestToken\":\"half-way\""))
                .first()
                .asString()
                .contains("\"Step\":\"createSecret\"");
        assertThat(aws().bodiesOf("secretsmanager.RotateSecret")).hasSize(1);
    }

    /** The first step waits for what is being taken away, and so does the command. */
    @Test
    void whatWaitsForARetirementGoesOnAfterIt() {
        aws().json(
                        "secretsmanager.DescribeSecret",
                        versions("0-before", "waiting"),
                        versions("0-before", "waiting"),
                        versions("0-before", "waiting"),
                        versions("waiting", ""),
                        versions("1-now", ""));
        aws().json(
                        "AWSStepFunctions.ListExecutions",
                        execution("0-before", "RUNNING"),
                        execution("0-before", "RUNNING"),
                        execution("0-before", "SUCCEEDED"),
                        execution("1-now", "SUCCEEDED"));
        aws().json("AWSStepFunctions.GetExecutionHistory", "{\"events\":[]}");
        aws().functionFailsOnce(FUNCTION, "{\"errorMessage\":\"The rotation before is not over\"}", "{}");

        var run = operator().run("rotate", "database", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf(FUNCTION)).hasSize(5).allMatch(body -> body.contains("waiting"));
    }

    /** What is not done after three minutes is done from here, which says why it is not done. */
    @Test
    void saysWhyItIsNotDone() {
        aws().json("secretsmanager.DescribeSecret", versions("0-before", ""));
        aws().json("AWSStepFunctions.ListExecutions", execution("0-before", "SUCCEEDED"));
        aws().restError("POST", FUNCTION, "{\"errorMessage\":\"The database does not let in (error 1045)\"}");

        var run = operator().run("rotate", "database", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The database does not let in (error 1045)");
    }

    @Test
    void aCredentialThatStillLetsInIsNoSuccess() {
        aws().json("AWSStepFunctions.ListExecutions", execution("1-now", "TIMED_OUT"));

        var run = operator().run("rotate", "cache", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("The cache before still lets in: its end is TIMED_OUT. See: openemr logs rotation");
    }

    /** The last step is done again from here when what it begins is not there. */
    @Test
    void beginsWhatTakesAwayWhenNobodyDid() {
        aws().json("secretsmanager.DescribeSecret", versions("1-now", ""));
        aws().json("AWSStepFunctions.ListExecutions", "{\"executions\":[]}");

        var run = operator().run("rotate", "cache", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Nothing takes away the cache before yet");
        assertThat(aws().bodiesOf(FUNCTION)).hasSize(4).last().asString().contains("finishSecret");
    }

    /** One that is being taken away is waited for: there are two at a time, and not three. */
    @Test
    void waitsForTheRetirementOfTheRotationBefore() {
        aws().json(
                        "secretsmanager.DescribeSecret",
                        versions("0-before", ""),
                        versions("0-before", ""),
                        versions("0-before", ""),
                        versions("1-now", ""));
        aws().json(
                        "AWSStepFunctions.ListExecutions",
                        execution("0-before", "RUNNING"),
                        execution("0-before", "RUNNING"),
                        execution("0-before", "RUNNING"),
                        execution("0-before", "SUCCEEDED"),
                        execution("1-now", "SUCCEEDED"));
        aws().json("AWSStepFunctions.GetExecutionHistory", "{\"events\":[]}");

        var run = operator().run("rotate", "cache", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
    }

    /** After 60 hours nobody looks any more; the last step of the rotation begins it again. */
    @Test
    void takesAwayFirstWhatWasGivenUp() {
        aws().json(
                        "secretsmanager.DescribeSecret",
                        versions("0-before", ""),
                        versions("0-before", ""),
                        versions("0-before", ""),
                        versions("1-now", ""));
        aws().json(
                        "AWSStepFunctions.ListExecutions",
                        execution("0-before", "TIMED_OUT"),
                        execution("0-before", "SUCCEEDED"),
                        execution("0-before", "SUCCEEDED"),
                        execution("1-now", "SUCCEEDED"));

        var run = operator().run("rotate", "database", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf(FUNCTION))
                .hasSize(4)
                .allMatch(body -> body.contains("\"ClientRequestToken\":\"0-before\""));
    }

    @Test
    void namesWhatThereIs() {
        var run = operator().run("rotate", "everything", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("There are: database, database-administrator, cache, all, administrator.");
    }

    @Test
    void asksFirst() {
        operator().typing("n");

        var run = operator().run("rotate", "database");

        assertThat(run.status()).isEqualTo(1);
        assertThat(aws().bodiesOf("secretsmanager.RotateSecret")).isEmpty();
    }

    @Test
    void withoutRotationStackSaysHowToGetIt() {
        operator().deployed(DataContract.DATABASE_USER_SECRET_ARN);

        var run = operator().run("rotate", "database", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("npx cdk deploy --exclusively RotationStack");
    }

    @Test
    void saysWhatIsNotPermitted() {
        aws().json("secretsmanager.RotateSecret", LocalAws.denied());

        assertThat(operator().run("rotate", "database", "--yes").status()).isEqualTo(4);
    }
}

package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.operator.cli.WorkingAws.versions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.SecurityContract;

class AdministratorRotationTest extends OperatorTest {

    private static final String PUT = "secretsmanager.PutSecretValue";
    private static final String STAGE = "secretsmanager.UpdateSecretVersionStage";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        aws().json("secretsmanager.DescribeSecret", versions("1-now", ""));
    }

    /** The secret has it before OpenEMR, and calls it the one in use after. */
    @Test
    void givesItToOpenEmrAndThenCallsItTheOneInUse() {
        var run = operator().run("rotate", "administrator", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("administrator", "2-next", "lets nobody in");
        assertThat(run.out() + run.err()).doesNotContain("Next+Secret");
        assertThat(aws().bodiesOf("secretsmanager.GetRandomPassword"))
                .singleElement()
                .asString()
                .contains("\"PasswordLength\":24", "\"RequireEachIncludedType\":true");
        assertThat(aws().bodiesOf(PUT))
                .singleElement()
                .asString()
                .contains("AWSPENDING", "\\\"username\\\":\\\"admin\\\"", "Next+Secret:1.x")
                .contains(SecurityContract.ADMINISTRATOR_SECRET_ARN.name());
        assertThat(aws().bodiesOf("RunTask"))
                .singleElement()
                .asString()
                .contains("task-definition/openemr-administrator:7\"")
                .doesNotContain("Next+Secret");
        assertThat(aws().bodiesOf(STAGE)).hasSize(2);
        assertThat(aws().bodiesOf(STAGE).get(0))
                .contains("AWSCURRENT", "\"MoveToVersionId\":\"2-next\"", "\"RemoveFromVersionId\":\"1-now\"");
        assertThat(aws().bodiesOf(STAGE).get(1))
                .contains("AWSPENDING", "\"RemoveFromVersionId\":\"2-next\"")
                .doesNotContain("MoveTo");
    }

    /** OpenEMR may have the pending one: another is not made. */
    @Test
    void goesOnWithTheOneThatWasMade() {
        aws().json("secretsmanager.DescribeSecret", versions("1-now", "half-way"));

        var run = operator().run("rotate", "administrator", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("An earlier change did not come to its end: it goes on");
        assertThat(aws().bodiesOf(PUT)).isEmpty();
        assertThat(aws().bodiesOf(STAGE).get(0)).contains("\"MoveToVersionId\":\"half-way\"");
    }

    @Test
    void whatOpenEmrDoesNotTakeIsNotCalledInUse() {
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("administrator", 1));
        aws().json(
                        "Logs_20140328.GetLogEvents",
                        "{\"events\":[{\"message\":\"t ERROR: There is no active user admin in OpenEMR\"}]}");

        var run = operator().run("rotate", "administrator", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("OpenEMR did not take the password: There is no active user admin in OpenEMR");
        assertThat(aws().bodiesOf(PUT)).hasSize(1);
        assertThat(aws().bodiesOf(STAGE)).isEmpty();
    }

    /** Before a password is made. */
    @Test
    void anOlderDeploymentIsNotTouched() {
        aws().query("ListStackResources", "<StackResourceSummaries/>");

        var run = operator().run("rotate", "administrator", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("ComputeStack has no task openemr-administrator");
        assertThat(aws().bodiesOf(PUT)).isEmpty();
    }

    /** Without RotationStack, which has the schedule of the others. */
    @Test
    void needsNoSchedule() {
        operator()
                .deployed(
                        SecurityContract.ADMINISTRATOR_SECRET_ARN,
                        ComputeContract.CLUSTER_NAME,
                        ComputeContract.LOG_GROUP_NAME,
                        NetworkContract.TASK_GROUP_ID);

        var run = operator().run("rotate", "administrator", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void asksFirst() {
        operator().typing("n");

        var run = operator().run("rotate", "administrator");

        assertThat(run.status()).isEqualTo(1);
        assertThat(aws().bodiesOf(PUT)).isEmpty();
        assertThat(aws().bodiesOf("RunTask")).isEmpty();
    }
}

package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailRotateCommandTest extends OperatorTest {

    private static final String KEYS = "/2015-03-31/functions/openemr-smtp-credentials/invocations";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @Test
    void rotatesInTheOrderThatLosesNoMail() {
        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("access key id  AKIANEW\n");
        assertThat(aws().bodiesOf(KEYS)).containsExactly("{\"action\":\"rotate\"}", "{\"action\":\"retire\"}");
        assertThat(aws().bodiesOf("RunTask"))
                .hasSize(2)
                .first()
                .asString()
                .contains("task-definition/openemr-set-up:7\"");
        assertThat(aws().bodiesOf("RunTask").get(1)).contains("openemr-mail-test", "success@simulator.amazonses.com");
    }

    @Test
    void keepsTheKeyBeforeWhenSetUpFails() {
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("set-up", 1));
        aws().json(
                        "Logs_20140328.GetLogEvents",
                        "{\"events\":[{\"message\":\"t ERROR: the database does not answer\"}]}");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Set-up failed: the database does not answer", "The key before stays valid");
        assertThat(aws().bodiesOf(KEYS)).containsExactly("{\"action\":\"rotate\"}");
    }

    @Test
    void keepsTheKeyBeforeWhenTheNewOneDoesNotWork() {
        aws().json(
                        "ContainerServiceV20141113.DescribeTasks",
                        WorkingAws.stopped("set-up", 0),
                        WorkingAws.stopped("mail-test", 1));

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(aws().bodiesOf(KEYS)).containsExactly("{\"action\":\"rotate\"}");
    }

    /** An upgrade was taken back: set-up leaves the newer installation alone and ends well. */
    @Test
    void keepsTheKeyBeforeWhenSetUpWroteNothing() {
        aws().json(
                        "Logs_20140328.GetLogEvents",
                        "{\"events\":[{\"message\":\"t Version 10 of the installation is newer: nothing is changed.\"}]}");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Set-up did not give the password to OpenEMR", "The key before stays valid");
        assertThat(aws().bodiesOf(KEYS)).containsExactly("{\"action\":\"rotate\"}");
    }

    /** Interrupted last time, or rotated by an older version, which left two keys. */
    @Test
    void finishesAnEarlierRotationAndThenRotates() {
        aws().rest(
                        "POST",
                        KEYS,
                        "{\"accessKeyId\":\"AKIANEW\",\"made\":false}",
                        "{\"accessKeyId\":\"AKIANEW\",\"made\":false}",
                        "{\"accessKeyId\":\"AKIANEW\",\"made\":true}");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("An earlier rotation did not come to its end");
        assertThat(aws().bodiesOf(KEYS))
                .containsExactly(
                        "{\"action\":\"rotate\"}",
                        "{\"action\":\"retire\"}",
                        "{\"action\":\"rotate\"}",
                        "{\"action\":\"retire\"}");
    }

    @Test
    void anOlderDeploymentIsNotTouched() {
        aws().query("ListStackResources", "<StackResourceSummaries/>");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
                .contains("ComputeStack has no task openemr-mail-test: it was deployed by an older version");
        assertThat(aws().bodiesOf(KEYS)).isEmpty();
    }

    @Test
    void anOlderFunctionOfKeysIsFoundOut() {
        aws().rest("POST", KEYS, "{\"accessKeyId\":\"AKIANEW\"}");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("DnsStack was deployed by an older version");
        assertThat(aws().bodiesOf("RunTask")).isEmpty();
    }

    @Test
    void nothingRunsWhileTheStackChanges() {
        aws().queryWhere("DescribeStacks", "openemr-compute", HealthyAws.stack("UPDATE_IN_PROGRESS"));

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("ComputeStack is in the state UPDATE_IN_PROGRESS");
        assertThat(aws().bodiesOf(KEYS)).isEmpty();
    }

    /** A message that went out with the old key proves nothing of the new one. */
    @Test
    void keepsTheKeyBeforeWhenItIsTheOneThatSent() {
        aws().json("Logs_20140328.GetLogEvents", WorkingAws.logOfMailTasks("AKIAOLD"));

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("was sent as AKIAOLD, not as AKIANEW");
        assertThat(aws().bodiesOf(KEYS)).containsExactly("{\"action\":\"rotate\"}");
    }

    @Test
    void saysWhyNoKeyIsMade() {
        aws().restError(
                        "POST",
                        KEYS,
                        "{\"errorMessage\":\"The SMTP user has two access keys that cannot be removed\"}");

        var run = operator().run("mail", "rotate", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("did not rotate the key: The SMTP user has two access keys");
    }

    @Test
    void asksBeforeItRotates() {
        var run = operator().run("mail", "rotate");

        assertThat(run.status()).isEqualTo(2);
        assertThat(aws().bodiesOf(KEYS)).isEmpty();
    }
}

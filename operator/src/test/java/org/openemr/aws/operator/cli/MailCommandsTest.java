package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.fixtures.LocalAws;

class MailCommandsTest extends OperatorTest {

    private static final String KEYS = "/2015-03-31/functions/openemr-smtp-credentials/invocations";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @Test
    void sendsFromATaskAndSaysWhatBecameOfIt() {
        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "message id  0100-a",
                        "user        AKIANEW",
                        "became      Delivery",
                        "answer      250 2.0.0 OK");
        assertThat(aws().bodiesOf("RunTask"))
                .singleElement()
                .asString()
                .contains(
                        "task-definition/openemr-mail-test:7\"",
                        "\"startedBy\":\"openemr-operator\"",
                        "MAIL_TO",
                        "clinic@example.net",
                        "DISABLED",
                        "FARGATE");
        assertThat(aws().operations()).noneMatch(operation -> operation.contains("outbound-emails"));
    }

    @Test
    void aBounceIsAFailure() {
        aws().jsonWhere(
                        "Logs_20140328.FilterLogEvents",
                        "mail-event",
                        event("Bounce", "Permanent General: 550 no such user"));

        var run = operator().run("mail", "test", "--to", "nobody@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Bounce", "550 no such user");
    }

    /** A delay is followed by more; the last word counts. */
    @Test
    void aDelayIsNotTheEnd() {
        aws().jsonWhere(
                        "Logs_20140328.FilterLogEvents",
                        "mail-event",
                        event("DeliveryDelay", "MailboxFull"),
                        event("Delivery", "250 OK"));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("Waiting for the delivery: DeliveryDelay");
        assertThat(run.out()).contains("Delivery");
    }

    @Test
    void whatIsNotKnownInTimeIsSaid() {
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "mail-event", "{\"events\":[]}");

        var run = operator().run("mail", "test", "--to", "clinic@example.net", "--looks", "2");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("has not said yet whether it was delivered");
        assertThat(run.out()).contains("0100-a");
    }

    @Test
    void saysWhatSesAnsweredWhenItDidNotTakeTheMessage() {
        aws().json(
                        "Logs_20140328.GetLogEvents",
                        "{\"events\":[{\"message\":\"2026-11-26T15:00:00Z ERROR: Amazon SES did not take the message: 554 not verified\"}]}");
        aws().json("ContainerServiceV20141113.DescribeTasks", task("mail-test", 1));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("The message was not sent. Amazon SES did not take the message: 554 not verified");
    }

    @ParameterizedTest
    @CsvSource({"mail test --to a@b.example", "mail status", "mail rotate --yes"})
    void saysThatMailIsOff(String command) {
        operator().deployed(ComputeContract.CLUSTER_NAME);

        var run = operator().run(command.split(" "));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("sends no mail through Amazon SES. Set configure_ses");
    }

    @Test
    void twoTasksOfAKindDoNotRunAtOnce() {
        aws().jsonWhere(
                        "AmazonEC2ContainerServiceV20141113.ListTasks",
                        "openemr-mail-test",
                        "{\"taskArns\":[\"arn:task\"]}");

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("A task of the family openemr-mail-test runs already");
    }

    @Test
    void saysWhyEcsStartsNothing() {
        aws().json("ContainerServiceV20141113.RunTask", "{\"tasks\":[],\"failures\":[{\"reason\":\"RESOURCE:ENI\"}]}");

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("ECS did not start a task of the family openemr-mail-test: RESOURCE:ENI");
    }

    /** The image could not be pulled: there is no log. */
    @Test
    void saysWhyATaskDidNotBegin() {
        aws().json(
                        "ContainerServiceV20141113.DescribeTasks",
                        task("another", 1).replace("Essential container in task exited", "CannotPullContainerError"));
        aws().json("Logs_20140328.GetLogEvents", LocalAws.error("ResourceNotFoundException", "no stream"));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The message was not sent. CannotPullContainerError");
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
        aws().json("ContainerServiceV20141113.DescribeTasks", task("set-up", 1));
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
        aws().json("ContainerServiceV20141113.DescribeTasks", task("set-up", 0), task("mail-test", 1));

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

    @Test
    void aTaskThatEcsDoesNotKnowYetIsWaitedFor() {
        aws().json("ContainerServiceV20141113.DescribeTasks", "{\"tasks\":[]}", task("mail-test", 0));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void aTaskThatEcsNeverKnowsIsGivenUp() {
        aws().json("ContainerServiceV20141113.DescribeTasks", "{\"tasks\":[]}");

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("ECS knows the task no longer");
    }

    @Test
    void aDelayAloneIsNoFailure() {
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "mail-event", event("DeliveryDelay", "MailboxFull"));

        var run = operator().run("mail", "test", "--to", "clinic@example.net", "--looks", "2");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("DeliveryDelay");
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

    @Test
    void showsHowMailStandsWithoutAddresses() {
        var run = operator().run("mail", "status");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("identity +pass +clinic.example.org may send")
                .containsPattern("DKIM +pass +signs")
                .containsPattern("MAIL FROM +pass +services.clinic.example.org")
                .containsPattern("sandbox +warn")
                .containsPattern("quota +pass +12 of 200 messages in 24 hours, 1 a second")
                .containsPattern("last day +pass +1 delivered, 0 bounced, 0 complaints, 0 rejected")
                .containsPattern("suppression list +pass +2 addresses of the account .* \\(1 bounced, 1 complained\\)")
                .doesNotContain("jane");
    }

    @Test
    void oneLookThatIsDeniedLeavesTheOthers() {
        aws().rest("GET", "/v2/email/identities/.*", LocalAws.denied());

        var run = operator().run("mail", "status");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("identity +warn +cannot be looked at")
                .containsPattern("quota +pass");
    }

    @Test
    void whatIsWrongIsNamedWithARemedy() {
        aws().rest(
                        "GET",
                        "/v2/email/identities/.*",
                        "{\"VerifiedForSendingStatus\":false,\"VerificationStatus\":\"PENDING\",\"DkimAttributes\":{\"Status\":\"PENDING\"},\"MailFromAttributes\":{\"MailFromDomain\":\"services.clinic.example.org\",\"MailFromDomainStatus\":\"FAILED\"}}");
        aws().rest(
                        "GET",
                        "/v2/email/account",
                        "{\"ProductionAccessEnabled\":true,\"SendingEnabled\":false,\"EnforcementStatus\":\"SHUTDOWN\",\"SendQuota\":{\"Max24HourSend\":200,\"MaxSendRate\":1,\"SentLast24Hours\":190}}");
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "mail-event", event("Complaint", "abuse"));

        var run = operator().run("mail", "status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out())
                .containsPattern("identity +fail +clinic.example.org is not verified: PENDING")
                .containsPattern("DKIM +fail +PENDING")
                .containsPattern("MAIL FROM +warn +services.clinic.example.org: FAILED")
                .containsPattern("sending +fail +off, the account is SHUTDOWN")
                .containsPattern("quota +warn +190 of 200")
                .containsPattern("last day +warn .*1 complaints");
    }

    private static String event(String type, String what) {
        return WorkingAws.mailEvent(type, what);
    }

    private static String task(String container, int exitCode) {
        return """
                {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b","lastStatus":"STOPPED",
                "stoppedReason":"Essential container in task exited","containers":[{"name":"%s","exitCode":%d}]}]}""".formatted(container, exitCode);
    }
}

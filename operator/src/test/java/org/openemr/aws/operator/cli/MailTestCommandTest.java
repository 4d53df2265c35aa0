package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class MailTestCommandTest extends OperatorTest {

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
                        WorkingAws.mailEvent("Bounce", "Permanent General: 550 no such user"));

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
                        WorkingAws.mailEvent("DeliveryDelay", "MailboxFull"),
                        WorkingAws.mailEvent("Delivery", "250 OK"));

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
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("mail-test", 1));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("The message was not sent. Amazon SES did not take the message: 554 not verified");
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
                        WorkingAws.stopped("another", 1)
                                .replace("Essential container in task exited", "CannotPullContainerError"));
        aws().json("Logs_20140328.GetLogEvents", LocalAws.error("ResourceNotFoundException", "no stream"));

        var run = operator().run("mail", "test", "--to", "clinic@example.net");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The message was not sent. CannotPullContainerError");
    }

    @Test
    void aTaskThatEcsDoesNotKnowYetIsWaitedFor() {
        aws().json("ContainerServiceV20141113.DescribeTasks", "{\"tasks\":[]}", WorkingAws.stopped("mail-test", 0));

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
        aws().jsonWhere(
                        "Logs_20140328.FilterLogEvents",
                        "mail-event",
                        WorkingAws.mailEvent("DeliveryDelay", "MailboxFull"));

        var run = operator().run("mail", "test", "--to", "clinic@example.net", "--looks", "2");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("DeliveryDelay");
    }
}

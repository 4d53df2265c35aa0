package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.mail.MailTest;

/** Sends a test message and waits until Amazon SES has taken it. */
final class MailTests {

    private MailTests() {}

    static MailTest.Accepted send(OperatorCommand command, MailTest test, String recipient) {
        var task = test.start(recipient);
        var state = OneOffTasks.end(command, "Sending a message", () -> test.state(task));
        return OneOffTasks.lastWords(command, () -> test.result(task, state))
                .orElseThrow(() -> Failure.failed(
                        "The message was sent, and the task's log does not say under which id: " + task));
    }
}

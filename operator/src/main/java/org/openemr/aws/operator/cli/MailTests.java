package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.mail.MailTest;
import org.openemr.aws.operator.tasks.OneOffTask;

/** Sends a test message and waits until Amazon SES has taken it. */
final class MailTests {

    private MailTests() {}

    static MailTest.Accepted send(OperatorCommand command, MailTest test, String recipient) {
        var task = test.start(recipient);
        var state = Polling.until(
                command,
                "Sending a message",
                () -> test.state(task),
                OneOffTask.State::hasEnded,
                (progress, seen) -> progress.show(-1, seen.status()));
        return test.result(task, state);
    }
}

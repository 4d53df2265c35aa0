package org.openemr.aws.operator.cli;

import java.time.Duration;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.mail.MailTest;
import org.openemr.aws.operator.tasks.OneOffTask;

/** Sends a test message and waits until Amazon SES has taken it. */
final class MailTests {

    private static final int MOST_LOOKS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private MailTests() {}

    static MailTest.Accepted send(OperatorCommand command, MailTest test, String recipient) {
        var task = test.start(recipient);
        var state = Polling.until(
                command,
                "Sending a message",
                () -> test.state(task),
                OneOffTask.State::hasEnded,
                (progress, seen) -> progress.show(-1, seen.status()));
        // The last lines of a task reach the log a little later than its end is known.
        var accepted = test.result(task, state);
        for (var look = 1; look < MOST_LOOKS && accepted.isEmpty(); look++) {
            command.surroundings().pause().of(BETWEEN_LOOKS);
            accepted = test.result(task, state);
        }
        return accepted.orElseThrow(
                () -> Failure.failed("The message was sent, and the task's log does not say under which id: " + task));
    }
}

package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.tasks.OneOffTask;

/** Waits for a task that does one thing, and for what it wrote. */
final class OneOffTasks {

    private static final int MOST_LOOKS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private OneOffTasks() {}

    /**
     * Waits until a task has ended.
     *
     * @param what what it does, for the person who waits
     */
    static OneOffTask.State end(OperatorCommand command, String what, Supplier<OneOffTask.State> look) {
        return Polling.until(
                command, what, look, OneOffTask.State::hasEnded, (progress, seen) -> progress.show(-1, seen.status()));
    }

    /**
     * Runs a task to its end.
     *
     * @param what what it does, for the person who waits
     * @param failure what is said when it fails, made of what it complained of
     * @return the task's ARN
     * @throws Failure when it does not end well
     */
    static String run(
            OperatorCommand command,
            String what,
            OneOffTask task,
            Map<String, String> variables,
            UnaryOperator<String> failure) {
        var arn = task.start(variables);
        var state = end(command, what, () -> task.state(arn));
        if (!state.wentWell()) {
            throw Failure.failed(failure.apply(task.complaint(arn, state)));
        }
        return arn;
    }

    /** Looks into the log of a task that has ended: its last lines get there a little later than its end is known. */
    static <T> Optional<T> lastWords(OperatorCommand command, Supplier<Optional<T>> look) {
        var words = look.get();
        for (var looks = 1; looks < MOST_LOOKS && words.isEmpty(); looks++) {
            command.surroundings().pause().of(BETWEEN_LOOKS);
            words = look.get();
        }
        return words;
    }
}

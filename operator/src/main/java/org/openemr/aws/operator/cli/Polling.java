package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openemr.aws.operator.output.Progress;

/** Looks at something that takes its time until it has ended, and shows how far it is. */
final class Polling {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private Polling() {}

    /**
     * Looks until it has ended.
     *
     * @param what what is waited for, for the person who waits
     * @return what the last look saw
     */
    static <S> S until(
            OperatorCommand command, String what, Supplier<S> look, Predicate<S> ended, BiConsumer<Progress, S> show) {
        var notice = InterruptNotice.begin(command);
        try (var progress = command.progress(what)) {
            var state = look.get();
            show.accept(progress, state);
            while (!ended.test(state)) {
                command.surroundings().pause().of(BETWEEN_LOOKS);
                state = look.get();
                show.accept(progress, state);
            }
            if (command.terminal().interactive() && progress.elapsed().compareTo(BETWEEN_LOOKS) > 0) {
                command.surroundings().durations().took(command.keptName(what), progress.elapsed());
            }
            return state;
        } finally {
            notice.end();
        }
    }
}

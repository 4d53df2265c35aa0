package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.export.Exports.State;

/** Follows an export to its end. */
final class Following {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private Following() {}

    static ExitStatus follow(OperatorCommand command, String what, String id, Supplier<State> look) {
        State state;
        try (var progress = command.progress(what)) {
            state = look.get();
            progress.show(state.percent(), state.text());
            while (!state.ended()) {
                command.surroundings().pause().of(BETWEEN_LOOKS);
                state = look.get();
                progress.show(state.percent(), state.text());
            }
        }
        if (!state.failure().isEmpty()) {
            throw Failure.failed("The export failed; " + state.failure());
        }
        command.results().facts(Map.of("export", id));
        return ExitStatus.DONE;
    }
}

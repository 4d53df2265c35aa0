package org.openemr.aws.operator.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.export.Exports.State;

/** Follows an export to its end. */
final class Following {

    private Following() {}

    static ExitStatus follow(OperatorCommand command, String what, String id, Supplier<State> look) {
        var state = Polling.until(
                command, what, look, State::ended, (progress, seen) -> progress.show(seen.percent(), seen.text()));
        if (!state.failure().isEmpty()) {
            throw Failure.failed("The export failed; " + state.failure());
        }
        command.results().facts(Map.of("export", id));
        return ExitStatus.DONE;
    }
}

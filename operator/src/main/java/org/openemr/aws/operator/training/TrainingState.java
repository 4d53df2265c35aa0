package org.openemr.aws.operator.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.trial.Records;

/**
 * A deployment for training, as it is kept: only what was made as one is destroyed as one.
 *
 * @param begun when it was made
 * @param of the deployment whose configuration it has
 * @param closesOn the day on which its site closes
 * @param access who reaches it, where that was said
 * @param ended whether it is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingState(
        String begun, String of, String closesOn, @Nullable String access, boolean ended) {

    private static final String KIND = "training";

    /** The one that there is. */
    public static Optional<TrainingState> read(Records records) {
        return records.read(KIND, TrainingState.class).filter(state -> !state.ended());
    }

    /** Keeps it. */
    public void write(Records records) {
        records.write(KIND, this);
    }

    /** It is gone; what it was is kept. */
    public void end(Records records) {
        new TrainingState(begun, of, closesOn, access, true).write(records);
    }

    /** The day on which its site closes. */
    public LocalDate day() {
        return LocalDate.parse(closesOn);
    }
}

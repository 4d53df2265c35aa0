package org.openemr.aws.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the latest trial.
 *
 * @param time when it ended
 * @param passed whether everything that was tried out could be restored
 * @param problem why not
 * @param lastPassed when a trial of all stores passed last
 * @param stores what was seen of each store
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialRecord(
        String time,
        boolean passed,
        @Nullable String problem,
        @Nullable String lastPassed,
        List<Map<String, Object>> stores) {

    /** The names of the values of a store. */
    public static final List<String> COLUMNS = List.of(
            "store",
            "taken",
            "restored",
            "took_seconds",
            "openemr",
            "patients",
            "encounters",
            "documents",
            "documents_read");

    /** Parameter Store takes 4 KiB. */
    private static final int MOST_OF_A_PROBLEM = 500;

    private static final String KIND = "backup-verify";

    /** The latest one. */
    public static Optional<TrialRecord> read(Records records) {
        return records.read(KIND, TrialRecord.class);
    }

    /** Everything passed. */
    public static TrialRecord passed(
            Instant now, boolean all, Optional<TrialRecord> before, List<Map<String, Object>> stores) {
        return new TrialRecord(now.toString(), true, null, all ? now.toString() : lastPassed(before), stores);
    }

    /** Something did not. */
    public static TrialRecord failed(
            Instant now, String problem, Optional<TrialRecord> before, List<Map<String, Object>> stores) {
        return new TrialRecord(
                now.toString(),
                false,
                problem.substring(0, Math.min(problem.length(), MOST_OF_A_PROBLEM)),
                lastPassed(before),
                stores);
    }

    private static @Nullable String lastPassed(Optional<TrialRecord> before) {
        return before.map(TrialRecord::lastPassed).orElse(null);
    }

    /** Writes it over the one before. */
    public void write(Records records) {
        records.write(KIND, this);
    }
}

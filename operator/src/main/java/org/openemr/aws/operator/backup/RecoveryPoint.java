package org.openemr.aws.operator.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recovery point of a store.
 *
 * @param bytes its size, or -1 when AWS does not say
 */
public record RecoveryPoint(String arn, Store store, Instant created, long bytes, String state) {

    /** The names of the values of a row. */
    public static final List<String> COLUMNS =
            List.of("store", "created", "age_seconds", "size_bytes", "state", "recovery_point");

    static final String COMPLETE = "COMPLETED";

    /** Whether it can be restored. */
    public boolean isComplete() {
        return COMPLETE.equals(state);
    }

    /** The point as a row of output. */
    public Map<String, @Nullable Object> row(Instant now) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("store", store.name());
        row.put("created", created.toString());
        row.put("age_seconds", Duration.between(created, now).toSeconds());
        row.put("size_bytes", bytes < 0 ? null : bytes);
        row.put("state", state);
        row.put("recovery_point", arn);
        return row;
    }
}

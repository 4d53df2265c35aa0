package org.openemr.aws.operator.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recovery point of a store.
 *
 * @param bytes its size, or -1 when AWS does not say
 */
public record RecoveryPoint(String arn, Store store, Instant created, long bytes, String state) {

    private static final long MIB = 1024L * 1024;

    /** Whether it can be restored. */
    public boolean isComplete() {
        return "COMPLETED".equals(state);
    }

    /** The point as a row of output. */
    public Map<String, Object> row(Instant now) {
        var row = new LinkedHashMap<String, Object>();
        row.put("store", store.name());
        row.put("created", created.toString());
        row.put("age", age(Duration.between(created, now)));
        row.put("size", bytes < 0 ? "" : (bytes + MIB - 1) / MIB + " MiB");
        row.put("state", state);
        row.put("recovery_point", arn);
        return row;
    }

    private static String age(Duration age) {
        return age.toDays() > 0
                ? age.toDays() + " d"
                : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}

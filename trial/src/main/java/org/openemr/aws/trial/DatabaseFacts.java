package org.openemr.aws.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a database of OpenEMR holds, by the numbers that somebody would miss.
 *
 * @param query asks the database
 */
public record DatabaseFacts(Query query) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final Duration FARTHEST_BEHIND = Duration.ofHours(12);

    private static final int MOST_DOCUMENTS = 10;

    /** Names of values, and the tables that they count. */
    public static final Map<String, String> COUNTS = counts();

    private static Map<String, String> counts() {
        var counts = new LinkedHashMap<String, String>();
        counts.put("patients", "patient_data");
        counts.put("encounters", "form_encounter");
        counts.put("documents", "documents");
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The version of the schema, and how many rows the tables have.
     *
     * @throws TrialFailedException when it is not the database of an installation
     */
    public Map<String, Object> read() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("openemr", value("SELECT CONCAT_WS('.', v_major, v_minor, v_patch) AS value FROM version"));
        // One statement each: the Data API ends one after 45 seconds.
        COUNTS.forEach((name, table) -> facts.put(name, value("SELECT COUNT(*) AS value FROM " + table)));
        return facts;
    }

    private Object value(String sql) {
        var rows = query.rows(sql, Map.of());
        if (rows.isEmpty()) {
            throw TrialFailedException.unusable("nothing answers " + sql);
        }
        return Objects.requireNonNullElse(rows.get(0).get("value"), "");
    }

    /**
     * The newest documents that were there at a time and are on the file system. OpenEMR writes their date in its own time zone, which may be
     * twelve hours behind; the column {@code revision} it leaves empty.
     */
    public List<Map<String, Object>> documents(Instant until) {
        return query.rows(
                "SELECT id, url, path_depth, size, hash FROM documents WHERE deleted = 0 AND storagemethod = 0"
                        + " AND type = 'file_url' AND url LIKE 'file://%' AND date <= :until"
                        + " ORDER BY id DESC LIMIT " + MOST_DOCUMENTS,
                Map.of("until", TIME.format(until.minus(FARTHEST_BEHIND))));
    }
}

package org.openemr.aws.functions.restoretest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what was found out to AWS Backup, to the record that {@code openemr status} reads, and to the log. */
record RestoreTestReport(Jobs jobs, Records records, EventLog log) {

    private static final int MOST_OF_WHAT_IS_LEFT = 100;

    /**
     * Tells AWS Backup about each store.
     *
     * @return of what it could not be told, and why
     */
    Map<String, String> tell(Stage stage) {
        var untold = new TreeMap<String, String>();
        stage.restored().forEach((store, restored) -> {
            try {
                jobs.tell(restored.job(), stage.verdict(store).orElseThrow());
            } catch (SdkException e) {
                untold.put(store, String.valueOf(e.getMessage()));
            }
        });
        return untold;
    }

    /**
     * Keeps it.
     *
     * @param left what is in the way of removing what was restored; empty when nothing is
     * @return whether all is well
     */
    boolean record(Stage stage, Map<String, String> left, Instant now) {
        var problem = (left(left) + stage.problem()).strip();
        var before = before();
        var record = problem.isEmpty()
                ? TrialRecord.passed(now, true, before, rows(stage))
                : TrialRecord.failed(now, problem, before, rows(stage));
        record.write(records);
        if (record.passed()) {
            log.info("restore-test-passed", Map.of());
        } else {
            log.warn("restore-test-failed", Map.of("problem", problem));
        }
        return record.passed();
    }

    /** First of all, and short: a record is cut. */
    private static String left(Map<String, String> left) {
        return left.isEmpty()
                ? ""
                : left.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + shortened(entry.getValue()))
                        .collect(Collectors.joining(", ", "Remove by hand what is left (", "). "));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MOST_OF_WHAT_IS_LEFT));
    }

    /** What cannot be read is written over. */
    private Optional<TrialRecord> before() {
        try {
            return TrialRecord.read(records);
        } catch (IllegalStateException e) {
            log.warn("restore-test-record-unreadable", Map.of("reason", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> rows(Stage stage) {
        return stage.restored().entrySet().stream()
                .filter(entry -> stage.verdict(entry.getKey())
                        .filter(verdict -> verdict.problem().isEmpty())
                        .isPresent())
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue(),
                        stage.verdict(entry.getKey()).orElseThrow().seen()))
                .toList();
    }

    private static Map<String, Object> row(String store, Restored restored, Map<String, Object> seen) {
        var row = new LinkedHashMap<String, Object>();
        TrialRecord.COLUMNS.forEach(column -> row.put(column, seen.get(column)));
        row.put("store", store);
        row.put("taken", restored.taken().toString());
        row.put(
                "took_seconds",
                Duration.between(restored.begun(), restored.completed()).toSeconds());
        return row;
    }
}

package org.openemr.aws.functions.restoretest;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.backup.model.RestoreValidationStatus;

/** Tells what was found out to AWS Backup, to the record that {@code openemr status} reads, and to the log that an alarm watches. */
record RestoreTestReport(Jobs jobs, Records records, EventLog log) {

    /** Once it is one of these, it <a
     * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html">cannot be changed</a>. */
    private static final Set<RestoreValidationStatus> FINAL = EnumSet.of(
            RestoreValidationStatus.SUCCESSFUL, RestoreValidationStatus.FAILED, RestoreValidationStatus.TIMED_OUT);

    /** Writes it. Done a second time, it says the same. */
    void write(RestoredStores restored, Stage stage) {
        var problem = stage.problem();
        var before = TrialRecord.read(records);
        var rows = rows(restored, stage);
        var record = problem.isEmpty()
                ? TrialRecord.passed(restored.now(), true, before, rows)
                : TrialRecord.failed(restored.now(), problem, before, rows);
        record.write(records);
        restored.jobs().forEach((store, job) -> tell(job, stage.verdict(store).orElseThrow()));
        if (problem.isEmpty()) {
            log.info("restore-test-passed", Map.of());
        } else {
            log.warn("restore-test-failed", Map.of("problem", problem));
        }
    }

    /** What AWS Backup was told already it need not be told again: it is removing what it restored. */
    private void tell(RestoreJobsListMember job, Verdict verdict) {
        if (!FINAL.contains(job.validationStatus())) {
            jobs.tell(job, verdict);
        }
    }

    private static List<Map<String, Object>> rows(RestoredStores restored, Stage stage) {
        return restored.jobs().entrySet().stream()
                .filter(entry -> stage.verdict(entry.getKey())
                        .filter(verdict -> verdict.problem().isEmpty())
                        .isPresent())
                .map(entry -> row(
                        entry.getKey(),
                        entry.getValue(),
                        stage.verdict(entry.getKey()).orElseThrow().seen()))
                .toList();
    }

    private static Map<String, Object> row(String store, RestoreJobsListMember job, Map<String, Object> seen) {
        var row = new LinkedHashMap<String, Object>();
        TrialRecord.COLUMNS.forEach(column -> row.put(column, seen.get(column)));
        row.put("store", store);
        row.put("taken", String.valueOf(job.recoveryPointCreationDate()));
        row.put(
                "took_seconds",
                Duration.between(job.creationDate(), job.completionDate()).toSeconds());
        return row;
    }
}

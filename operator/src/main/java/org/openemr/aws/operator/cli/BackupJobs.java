package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.backup.Backups.Job;
import org.openemr.aws.operator.output.Progress;

/** Follows jobs of AWS Backup to their end. */
final class BackupJobs {

    private BackupJobs() {}

    /**
     * Follows jobs that run side by side.
     *
     * @param ids the jobs' ids by what they are for
     * @return how each ended
     * @throws Failure when one failed, naming all that did
     */
    static Map<String, Job> follow(
            OperatorCommand command, String what, Map<String, String> ids, Function<String, Job> look) {
        var known = new LinkedHashMap<String, Job>();
        var jobs = Polling.until(
                command,
                what,
                () -> look(known, ids, look),
                seen -> seen.values().stream().allMatch(Job::ended),
                BackupJobs::show);
        var failures = jobs.entrySet().stream()
                .filter(job -> !job.getValue().failure().isEmpty())
                .map(job -> job.getKey() + ": " + job.getValue().failure())
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw Failure.failed(what + " failed for " + failures);
        }
        return jobs;
    }

    /** Follows one job. */
    static Job follow(OperatorCommand command, String what, String name, String id, Function<String, Job> look) {
        return Objects.requireNonNull(
                follow(command, what, Map.of(name, id), look).get(name));
    }

    private static Map<String, Job> look(Map<String, Job> jobs, Map<String, String> ids, Function<String, Job> look) {
        ids.forEach((name, id) -> {
            var known = jobs.get(name);
            if (known == null || !known.ended()) {
                jobs.put(name, look.apply(id));
            }
        });
        return jobs;
    }

    private static void show(Progress progress, Map<String, Job> jobs) {
        var percent = jobs.values().stream().mapToDouble(Job::percent).average().orElse(0);
        progress.show(
                percent,
                jobs.entrySet().stream()
                        .map(job -> job.getKey() + " " + job.getValue().state())
                        .collect(Collectors.joining(", ")));
    }
}

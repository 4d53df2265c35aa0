package org.openemr.aws.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.HealthReport;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.logs.LogSource;
import org.openemr.aws.operator.logs.Logs;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Whether database and cache answer the tasks that serve, by what these report ({@link HealthReport}). */
final class StoreHealth {

    private static final String WHAT = "stores";

    private static final Pattern REPORT = Pattern.compile("\\S+ HEALTH database=[a-z-]+ cache=[a-z-]+ [0-9]+");
    private static final String ALL_ANSWER = " 0";
    private static final Duration RECENT = Duration.ofMinutes(5);

    private StoreHealth() {}

    /** The latest report of each task. */
    static Finding of(CloudWatchLogsClient logs, DeployedValues values, Instant now) {
        var latest = new TreeMap<String, String>();
        Logs.of(logs, LogSource.SERVICE, values, Optional.of(HealthReport.PATTERN), now.minus(RECENT))
                .readNew(event -> {
                    var message = event.message().strip();
                    if (REPORT.matcher(message).matches()) {
                        latest.put(event.logStreamName(), message);
                    }
                });
        if (latest.isEmpty()) {
            return Finding.warn(WHAT, "no task reported in the last 5 minutes", "openemr logs service");
        }
        var silent = silent(latest.values());
        return silent.isEmpty()
                ? Finding.pass(
                        WHAT,
                        "%s, by %d tasks".formatted(states(latest.lastEntry().getValue()), latest.size()))
                : Finding.fail(
                        WHAT, String.join(", ", silent), "openemr logs service --filter WARNING, which says why");
    }

    /** What a report says of each store. */
    private static String states(String report) {
        return Stream.of(report.split(" "))
                .filter(word -> word.contains("="))
                .map(word -> word.replace("=", " "))
                .collect(Collectors.joining(", "));
    }

    private static Collection<String> silent(Collection<String> reports) {
        var silent = new TreeSet<String>();
        reports.stream()
                .filter(report -> !report.endsWith(ALL_ANSWER))
                .flatMap(report -> Stream.of(report.split(" ")))
                .filter(word -> word.endsWith("=silent"))
                .map(word -> word.replace("=", " "))
                .forEach(silent::add);
        return silent;
    }
}

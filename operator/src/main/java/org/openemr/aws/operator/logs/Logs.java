package org.openemr.aws.operator.logs;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Reads log events in the order of time, each once. */
public final class Logs {

    private final CloudWatchLogsClient logs;
    private final String group;
    private final Optional<String> streamPrefix;
    private final Optional<String> pattern;
    private Instant since;
    private Set<String> seenAtSince = new HashSet<>();

    private Logs(
            CloudWatchLogsClient logs,
            String group,
            Optional<String> streamPrefix,
            Optional<String> pattern,
            Instant since) {
        this.logs = logs;
        this.group = group;
        this.streamPrefix = streamPrefix;
        this.pattern = pattern;
        this.since = since;
    }

    /**
     * Events of a source from a time on.
     *
     * @param pattern a <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">filter pattern</a>
     * @throws Failure when the source wrote nothing yet
     */
    public static Logs of(
            CloudWatchLogsClient logs,
            LogSource source,
            DeployedValues values,
            Optional<String> pattern,
            Instant since) {
        var prefix = source.groupPrefix(values);
        var group =
                logs.describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(prefix)).logGroups().stream()
                        .map(found -> found.logGroupName())
                        .findFirst()
                        .orElseThrow(() -> Failure.notFound("There is no log group %s... yet.".formatted(prefix)));
        return new Logs(logs, group, source.streamPrefix(), pattern, since);
    }

    /**
     * Hands on every event that came since the call before.
     *
     * @return how many there were
     */
    public int readNew(Consumer<FilteredLogEvent> reader) {
        var latest = since;
        var count = 0;
        var seen = new HashSet<>(seenAtSince);
        for (var event : logs.filterLogEventsPaginator(filter -> filter.logGroupName(group)
                        .logStreamNamePrefix(streamPrefix.orElse(null))
                        .filterPattern(pattern.orElse(null))
                        .startTime(since.toEpochMilli()))
                .events()) {
            if (seenAtSince.contains(event.eventId())) {
                continue;
            }
            reader.accept(event);
            count++;
            var time = Instant.ofEpochMilli(event.timestamp());
            if (time.isAfter(latest)) {
                latest = time;
                seen.clear();
            }
            if (time.equals(latest)) {
                seen.add(event.eventId());
            }
        }
        since = latest;
        seenAtSince = seen;
        return count;
    }
}

package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.logs.LogSource;
import org.openemr.aws.operator.logs.Logs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

@Command(
        name = "logs",
        description = "Show logs, oldest first, and follow them.",
        footer = {
            "",
            "Examples:",
            "  openemr logs service --since 30m --follow",
            "  openemr logs waf --filter '{ $.action = \"BLOCK\" }'"
        })
final class LogsCommand extends OperatorCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Parameters(paramLabel = "SOURCE", description = "${COMPLETION-CANDIDATES}.")
    private LogSource source;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "1h",
            description = "How far back: 90s, 30m, 6h, 2d (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = "--filter", paramLabel = "PATTERN", description = "A filter pattern of CloudWatch Logs.")
    private String pattern;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var from = surroundings().clock().instant().minus(Age.of("--since", since));
        var logs = Logs.of(
                aws().client(CloudWatchLogsClient.builder()), source, values(), Optional.ofNullable(pattern), from);
        results().begin(List.of("time", "stream", "message"));
        if (logs.readNew(this::print) == 0) {
            say("No events since %s%s.".formatted(from, follow ? " yet: waiting, Ctrl-C ends it" : ""));
        }
        while (follow && !terminal().out().checkError()) {
            surroundings().pause().of(BETWEEN_LOOKS);
            logs.readNew(this::print);
        }
        return ExitStatus.DONE;
    }

    private void print(FilteredLogEvent event) {
        var time = Instant.ofEpochMilli(event.timestamp()).toString();
        var message = event.message().stripTrailing();
        var row = new LinkedHashMap<String, Object>();
        row.put("time", time);
        row.put("stream", event.logStreamName());
        row.put("message", message);
        results().next(row, time + "  " + message);
    }
}

package org.openemr.aws.operator.cli;

import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.logs.LogSource;
import org.openemr.aws.operator.logs.Logs;
import org.openemr.aws.operator.waf.BlockedRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

@Command(
        name = "blocked",
        description = {
            "Show what was blocked, by rule and path, and what would let it through.",
            "Never what was sent: all but words in a path is *, and a path that matched itself is not shown."
        },
        footer = {"", "Examples:", "  openemr waf blocked", "  openemr waf blocked --since 7d --output csv"})
final class WafBlockedCommand extends OperatorCommand {

    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "1d",
            description = "How far back: 90s, 30m, 6h, 2d (default: ${DEFAULT-VALUE}); the log is kept for 7 days.")
    private String since;

    WafBlockedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var from = surroundings().clock().instant().minus(Age.of("--since", since));
        var blocked = new BlockedRequests();
        Logs.of(
                        aws().client(CloudWatchLogsClient.builder()),
                        LogSource.WAF,
                        values(),
                        Optional.of(BlockedRequests.FILTER),
                        from)
                .readNew(event -> blocked.add(event.message()));
        results().rows(BlockedRequests.COLUMNS, blocked.rows(), "nothing was blocked since " + from);
        if (blocked.leftOut() > 0) {
            say(blocked.leftOut() + " more rules and paths, each blocked less often, are left out.");
        }
        if (blocked.unreadable() > 0) {
            say(blocked.unreadable() + " lines of the log could not be read; `openemr logs waf` shows them.");
        }
        return ExitStatus.DONE;
    }
}

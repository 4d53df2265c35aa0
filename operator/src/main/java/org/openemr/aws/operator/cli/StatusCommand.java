package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.status.DeploymentStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description =
                "Show how the deployment is: stacks, service, targets, stores, backups, certificate, version, alarms.",
        footer = {
            "",
            "Examples:",
            "  openemr status --watch",
            "  openemr status --output json | jq '.[] | select(.grade != \"pass\")'"
        })
final class StatusCommand extends OperatorCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Option(names = "--watch", description = "Look again every 10 seconds until all is well, or Ctrl-C.")
    private boolean watch;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var findings = look();
        while (watch && worst(findings) != Grade.PASS) {
            surroundings().pause().of(BETWEEN_LOOKS);
            terminal().out().println();
            findings = look();
        }
        return worst(findings) == Grade.FAIL ? ExitStatus.NOT_READY : ExitStatus.DONE;
    }

    private List<Finding> look() {
        var findings = new DeploymentStatus(aws(), values(), surroundings().clock()).findings();
        results().rows(findings.stream().map(Finding::row).toList(), "nothing");
        return findings;
    }

    static Grade worst(List<Finding> findings) {
        return findings.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.PASS);
    }
}

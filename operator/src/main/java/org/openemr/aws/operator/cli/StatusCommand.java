package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

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
        while (watch && FindingsView.worst(findings) != Grade.PASS) {
            surroundings().pause().of(BETWEEN_LOOKS);
            clear();
            findings = look();
        }
        return FindingsView.status(findings);
    }

    private List<Finding> look() {
        var values = values();
        if (results().format() == Format.TABLE) {
            terminal().tell(heading());
        }
        return new FindingsView(this).showHealth(values);
    }

    /** Which deployment it is, where, and when this was so: what is copied into a message must say it. */
    private String heading() {
        return "%s in %s, %s, %s"
                .formatted(
                        deployment(),
                        account(),
                        aws().region().id(),
                        surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private String account() {
        try {
            return "account "
                    + aws().client(StsClient.builder()).getCallerIdentity().account();
        } catch (SdkException e) {
            return "an account that AWS does not name";
        }
    }

    /** Draws over what was seen before where a person looks on. */
    private void clear() {
        if (terminal().interactive() && results().format() == Format.TABLE) {
            terminal().ownOut().print("\u001B[H\u001B[2J");
            terminal().ownOut().flush();
        } else {
            terminal().out().println();
        }
    }
}

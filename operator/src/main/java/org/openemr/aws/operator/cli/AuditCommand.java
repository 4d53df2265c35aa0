package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.evidence.ChangeHistory;
import org.openemr.aws.operator.evidence.Period;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = {
            "Who changed what, the latest first: deployments, sessions in tasks and changes of what protects data, by CloudTrail.",
            "With --openemr what people did in OpenEMR, by its audit log; needs enable_data_api. A patient who used the portal is \"a patient\"."
        },
        footer = {
            "",
            "Examples:",
            "  openemr audit --since 30d",
            "  openemr audit --by jane --output csv",
            "  openemr audit --openemr --by frontdesk --since 1d"
        })
final class AuditCommand extends OperatorCommand {

    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "7d",
            description = "How far back: 30m, 6h, 2d, at most 90d (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(
            names = "--by",
            paramLabel = "PERSON",
            defaultValue = "",
            description = "Of one person: a part of the identity in AWS, or the name of a user of OpenEMR.")
    private String person;

    @Option(names = "--openemr", description = "What was done in OpenEMR.")
    private boolean openEmr;

    AuditCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var history = new ChangeHistory(aws(), values(), period());
        if (openEmr) {
            var rows = history.inOpenEmr(person);
            results().rows(ChangeHistory.IN_OPENEMR, rows, nothing());
            if (rows.size() == ChangeHistory.MOST_LINES) {
                say("There is more: these are the latest %d. Take a shorter --since, or --by.".formatted(rows.size()));
            }
            say("Times are those of OpenEMR's time zone (gbl_time_zone).");
        } else {
            results()
                    .rows(
                            ChangeHistory.IN_AWS,
                            history.inAws().stream().filter(this::isByThePerson).toList(),
                            nothing());
        }
        return ExitStatus.DONE;
    }

    private Period period() {
        var age = Age.of("--since", since);
        if (age.compareTo(Duration.ofDays(Period.MOST_DAYS)) > 0) {
            throw Failure.usage("--since is at most %dd: AWS keeps no more.".formatted(Period.MOST_DAYS));
        }
        var now = surroundings().clock().instant();
        return new Period(now.minus(age), now);
    }

    private boolean isByThePerson(Map<String, String> row) {
        return String.valueOf(row.get("who")).toLowerCase(Locale.ROOT).contains(person.toLowerCase(Locale.ROOT));
    }

    private String nothing() {
        return "Nothing in %s%s.".formatted(since, person.isEmpty() ? "" : " by " + person);
    }
}

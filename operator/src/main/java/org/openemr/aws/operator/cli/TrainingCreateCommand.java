package org.openemr.aws.operator.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.operator.training.SyntheticPatients;
import org.openemr.aws.operator.training.TrainingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Deploy a second, small OpenEMR with the configuration of this checkout and forty made-up patients, to learn and to try things in.",
            "It sends no mail, and no task of it runs background services. Its site closes by itself on the day that --until says; training destroy"
                    + " takes it away, with its data. The same command again goes on where it was ended, or moves the day."
        },
        footer = {"", "Example:", "  openemr training create --until 2026-12-31"})
final class TrainingCreateCommand extends OperatorCommand {

    @Mixin
    private TrainingName trainingName = new TrainingName();

    @Option(
            names = "--until",
            paramLabel = "DAY",
            required = true,
            description = "The day on which its site closes, such as 2026-12-31.")
    private String until;

    @Option(
            names = "--access",
            paramLabel = "CIDR",
            description = "Who reaches it, as an IPv4 block (default: as the checkout says, and as said before).")
    private @Nullable String access;

    TrainingCreateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var training = trainingName.deployment(this);
        var name = training.name();
        checkout();
        var region = aws().region().id();
        var records = training.records();
        var before = TrainingState.read(records);
        var settings =
                training.settings(day(), Optional.ofNullable(access).or(() -> before.map(TrainingState::access)));
        settings.require(region);
        before.ifPresent(state -> training.requireOwn(state));
        if (before.isEmpty() && !training.names().isEmpty()) {
            throw Failure.notReady(
                    "There is a deployment '%s' in %s that was not made for training: give another --name."
                            .formatted(name, region));
        }
        confirm(before.map(state -> "Deploy '%s' in %s again, as this checkout is now? Its site closes on %s then."
                        .formatted(name, region, settings.closesOn()))
                .orElseGet(() ->
                        "Deploy '%s' in %s? It costs what a small one costs until it is destroyed, also when its site is closed."
                                .formatted(name, region)));
        new TrainingState(
                        before.map(TrainingState::begun)
                                .orElseGet(
                                        () -> surroundings().clock().instant().toString()),
                        deployment(),
                        settings.closesOn().toString(),
                        settings.access().orElse(null),
                        false)
                .write(records);
        var cdk = cdk();
        var synthesised = training.synthesised(settings, cdk);
        if (cdk.deploy(synthesised.assembly(), synthesised.stacks()) != 0) {
            throw Failure.failed(
                    "The deployment did not come to its end; CloudFormation's events, and the output above, say why. The same command goes on, openemr training destroy takes away what is there.");
        }
        var values = training.values();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("deployment", name);
        facts.put("url", values.get(ComputeContract.SITE_ADDRESS));
        facts.put("patients", patients(values));
        facts.put("closes_on", settings.closesOn().toString());
        results().facts(facts);
        say("The password of its administrator: openemr password --deployment %s".formatted(name));
        return ExitStatus.DONE;
    }

    /** Brings the patients, all at once, where they are not; returns how many there are with others. */
    private String patients(DeployedValues values) {
        var counts = new DatabaseCounts(this, aws(), values);
        // Waits for a database that pauses.
        counts.read();
        var api = DataApi.asOpenEmr(aws(), values);
        if (String.valueOf(api.rows(SyntheticPatients.ANY, Map.of()).get(0).get("value"))
                .equals("0")) {
            api.all(SyntheticPatients.statements(today()));
        }
        return String.valueOf(counts.read().get("patients"));
    }

    private LocalDate day() {
        try {
            var day = LocalDate.parse(until);
            // The deployment takes its time, and what is to happen is not to be over by then.
            if (day.isAfter(today().plusDays(1))) {
                return day;
            }
            throw Failure.usage("--until must be the day after tomorrow, or later.");
        } catch (DateTimeException e) {
            throw Failure.usage("--until must be a day such as 2026-12-31.");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(surroundings().clock().instant(), ZoneOffset.UTC);
    }
}

package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.operator.training.TrainingSettings;
import org.openemr.aws.trial.Records;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Which deployment for training is meant, and how it is synthesised: beside that of the checkout, whose cdk.json stays as it is. */
final class TrainingDeployment {

    private static final int LONGEST_NAME = 20;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called (default: that of the checkout's deployment, with -training).")
    private @Nullable String name;

    /**
     * What it is called.
     *
     * @throws Failure when that cannot be
     */
    String name(OperatorCommand command) {
        var chosen = name == null ? command.deployment() + "-training" : name;
        if (chosen.equals(command.deployment())) {
            throw Failure.usage("That is the deployment of this checkout. Give another --name.");
        }
        if (chosen.length() > LONGEST_NAME) {
            throw Failure.usage(
                    "'%s' is longer than the %d letters of a name: give a --name.".formatted(chosen, LONGEST_NAME));
        }
        return chosen;
    }

    Records records(OperatorCommand command) {
        return new Records(
                command.aws().client(SsmClient.builder()),
                Names.of(name(command)).recordRoot());
    }

    /** What it has published, which may be nothing. */
    DeployedValues values(OperatorCommand command) {
        return DeployedValues.read(
                command.aws().client(SsmClient.builder()),
                name(command),
                command.aws().region().id());
    }

    TrainingSettings settings(OperatorCommand command, LocalDate closesOn) {
        return new TrainingSettings(command.checkout().context(), name(command), closesOn);
    }

    /** Synthesises it; returns where, and the stacks in deployment order. */
    Map.Entry<Path, List<String>> synthesised(OperatorCommand command, TrainingSettings settings, Cdk cdk) {
        var assembly = command.surroundings().directory().resolve("target").resolve(name(command));
        cdk.synth(
                assembly,
                settings.changes().entrySet().stream()
                        .map(Map.Entry::toString)
                        .sorted()
                        .toArray(String[]::new));
        return Map.entry(assembly, List.copyOf(WantedTemplates.in(assembly).keySet()));
    }
}

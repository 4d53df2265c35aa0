package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.plan.DeployedStacks;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.operator.training.TrainingSettings;
import org.openemr.aws.operator.training.TrainingState;
import org.openemr.aws.trial.Records;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Which deployment for training is meant, and how it is synthesised: beside that of the checkout, whose cdk.json stays as it is. */
final class TrainingDeployment {

    private static final int LONGEST_NAME = 20;

    private static final String CLUSTER = "AWS::RDS::DBCluster";

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

    TrainingSettings settings(OperatorCommand command, LocalDate closesOn, Optional<String> access) {
        return new TrainingSettings(command.checkout().context(), name(command), closesOn, access);
    }

    /** Its stacks, as far as there are some. */
    DeployedStacks stacks(OperatorCommand command) {
        return DeployedStacks.of(new Stacks(command.aws().client(CloudFormationClient.builder())), values(command));
    }

    /** The physical names of the stacks that are there, in whatever state. */
    List<String> names(OperatorCommand command) {
        var stacks = new Stacks(command.aws().client(CloudFormationClient.builder()));
        return Stream.of(Layer.values())
                .map(Names.of(name(command))::stackName)
                .filter(stack -> stacks.find(stack).isPresent())
                .toList();
    }

    /**
     * Sees that the deployment of the name is one that this checkout's was copied for, and that its data may go: a record may be older than
     * what has the name now.
     *
     * @throws Failure when it is not
     */
    void requireOwn(OperatorCommand command, TrainingState state) {
        if (!state.of().equals(command.deployment())) {
            throw Failure.usage("'%s' was made for deployment '%s', and this checkout is of '%s': use that one's."
                    .formatted(name(command), state.of(), command.deployment()));
        }
        var data = stacks(command).templates().get(Layer.DATA.stackId());
        if (data != null
                && data.resources().values().stream()
                        .filter(resource -> resource.path("Type").asText().equals(CLUSTER))
                        .anyMatch(cluster ->
                                !cluster.path("DeletionPolicy").asText().equals("Delete"))) {
            throw Failure.notReady(
                    "The database of '%s' is one that is kept: it was not made for training. Give another --name."
                            .formatted(name(command)));
        }
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

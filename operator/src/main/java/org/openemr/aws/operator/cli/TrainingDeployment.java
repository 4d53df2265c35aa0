package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A deployment for training, and how it is synthesised: beside that of the checkout, whose cdk.json stays as it is.
 *
 * @param command what is about it
 * @param name what it is called
 */
record TrainingDeployment(OperatorCommand command, String name) {

    private static final String CLUSTER = "AWS::RDS::DBCluster";

    Records records() {
        return new Records(
                command.aws().client(SsmClient.builder()), Names.of(name).recordRoot());
    }

    /** What it has published, which may be nothing. */
    DeployedValues values() {
        return DeployedValues.read(
                command.aws().client(SsmClient.builder()),
                name,
                command.aws().region().id());
    }

    TrainingSettings settings(LocalDate closesOn, Optional<String> access) {
        return new TrainingSettings(command.checkout().context(), name, closesOn, access);
    }

    /** Its stacks, as far as there are some. */
    DeployedStacks stacks() {
        return DeployedStacks.of(new Stacks(command.aws().client(CloudFormationClient.builder())), values());
    }

    /** The physical names of the stacks that are there, in whatever state. */
    List<String> names() {
        var stacks = new Stacks(command.aws().client(CloudFormationClient.builder()));
        return Stream.of(Layer.values())
                .map(Names.of(name)::stackName)
                .filter(stack -> stacks.find(stack).isPresent())
                .toList();
    }

    /**
     * Sees that the deployment of the name is one that this checkout's was copied for, and that its data may go: a record may be older than
     * what has the name now.
     *
     * @throws Failure when it is not
     */
    void requireOwn(TrainingState state) {
        if (!state.of().equals(command.deployment())) {
            throw Failure.usage("'%s' was made for deployment '%s', and this checkout is of '%s': use that one's."
                    .formatted(name, state.of(), command.deployment()));
        }
        var data = stacks().templates().get(Layer.DATA.stackId());
        if (data != null
                && data.resources().values().stream()
                        .filter(resource -> resource.path("Type").asText().equals(CLUSTER))
                        .anyMatch(cluster ->
                                !cluster.path("DeletionPolicy").asText().equals("Delete"))) {
            throw Failure.notReady(
                    "The database of '%s' is one that is kept: it was not made for training. Give another --name."
                            .formatted(name));
        }
    }

    /**
     * What is deployed.
     *
     * @param assembly the directory of its templates
     * @param stacks in deployment order
     */
    record Synthesised(Path assembly, List<String> stacks) {}

    /** Synthesises it. */
    Synthesised synthesised(TrainingSettings settings, Cdk cdk) {
        var assembly = command.surroundings().directory().resolve("target").resolve(name);
        cdk.synth(
                assembly,
                settings.changes().entrySet().stream()
                        .map(Map.Entry::toString)
                        .sorted()
                        .toArray(String[]::new));
        return new Synthesised(
                assembly, List.copyOf(WantedTemplates.in(assembly).keySet()));
    }
}

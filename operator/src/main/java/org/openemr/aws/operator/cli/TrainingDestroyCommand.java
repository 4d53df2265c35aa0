package org.openemr.aws.operator.cli;

import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.training.TrainingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "destroy",
        description = {
            "Destroy the deployment for training, with its data and its backups.",
            "It refuses what training create did not make."
        },
        footer = {"", "Example:", "  openemr training destroy"})
final class TrainingDestroyCommand extends OperatorCommand {

    @Mixin
    private TrainingName trainingName = new TrainingName();

    TrainingDestroyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var training = trainingName.deployment(this);
        var name = training.name();
        checkout();
        var records = training.records();
        var state = TrainingState.read(records)
                .orElseThrow(() -> Failure.notFound("There is no deployment '%s' that was made for training in %s."
                        .formatted(name, aws().region().id())));
        training.requireOwn(state);
        confirmByTyping(
                "Everything in '%s' goes: what people entered there, its backups, its logs.".formatted(name), name);
        var cdk = cdk();
        var synthesised =
                training.synthesised(training.settings(state.day(), Optional.ofNullable(state.access())), cdk);
        cdk.destroy(synthesised.assembly(), synthesised.stacks());
        requireGone(training);
        state.end(records);
        return ExitStatus.DONE;
    }

    /** A checkout that was changed since may not know all of its stacks. */
    private static void requireGone(TrainingDeployment training) {
        var there = String.join(", ", training.names());
        if (!there.isEmpty()) {
            throw Failure.failed(
                    "This checkout does not know %s, or they could not be deleted: delete them in CloudFormation, the last one first, then the same command again."
                            .formatted(there));
        }
    }
}

package org.openemr.aws.operator.cli;

import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.Failure;
import picocli.CommandLine.Option;

/** Which deployment for training is meant. */
final class TrainingName {

    private static final int LONGEST = 20;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called (default: that of the checkout's deployment, with -training).")
    private @Nullable String name;

    /**
     * The deployment of the name, which may not be there yet.
     *
     * @throws Failure when the name cannot be
     */
    TrainingDeployment deployment(OperatorCommand command) {
        var own = command.deployment();
        var chosen = name == null ? own + "-training" : name;
        if (chosen.equals(own)) {
            throw Failure.usage("That is the deployment of this checkout. Give another --name.");
        }
        if (chosen.length() > LONGEST) {
            throw Failure.usage(
                    "'%s' is longer than the %d letters of a name: give a --name.".formatted(chosen, LONGEST));
        }
        return new TrainingDeployment(command, chosen);
    }
}

package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.Stacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

@Command(
        name = "continue-rollback",
        description = {
            "Go on with a rollback of CloudFormation that failed (UPDATE_ROLLBACK_FAILED), after what it names was mended, and wait for its end.",
            "Until then the stack takes no deployment."
        },
        footer = {"", "Example:", "  openemr continue-rollback ComputeStack"})
final class ContinueRollbackCommand extends OperatorCommand {

    private static final String STUCK = "UPDATE_ROLLBACK_FAILED";

    @Parameters(
            paramLabel = "STACK",
            completionCandidates = Candidates.Stacks.class,
            description = "Its name in the project, for example ComputeStack.")
    private String stack;

    @Option(
            names = "--skip",
            paramLabel = "RESOURCE",
            description =
                    "The logical id of a resource that cannot be brought back; may be repeated. CloudFormation takes it for brought back: mend it"
                            + " by hand before the next deployment.")
    private final List<String> skipped = new ArrayList<>();

    ContinueRollbackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var name = Names.of(deployment()).stackName(layer());
        var cloudFormation = aws().client(CloudFormationClient.builder());
        var status = status(cloudFormation, name);
        if (!status.equals(STUCK)) {
            throw Failure.usage("%s is %s. Only what is %s can go on.".formatted(stack, status, STUCK));
        }
        failed(cloudFormation, name)
                .forEach(resource -> say("%s (%s): %s"
                        .formatted(
                                resource.logicalResourceId(),
                                resource.resourceType(),
                                resource.resourceStatusReason())));
        confirm(
                skipped.isEmpty()
                        ? "Is that mended, and shall the rollback go on?"
                        : "Shall the rollback go on without %s?".formatted(String.join(", ", skipped)));
        cloudFormation.continueUpdateRollback(go -> go.stackName(name).resourcesToSkip(skipped));
        var ended = Polling.until(
                this,
                "Rolling back " + stack,
                () -> status(cloudFormation, name),
                state -> !state.endsWith("IN_PROGRESS"),
                (progress, state) -> progress.show(-1, state));
        if (ended.equals("UPDATE_ROLLBACK_COMPLETE")) {
            return ExitStatus.DONE;
        }
        throw Failure.failed(failed(cloudFormation, name)
                .map(resource -> resource.logicalResourceId() + ": " + resource.resourceStatusReason())
                .collect(Collectors.joining("\n", "%s is %s again.%n".formatted(stack, ended), "")));
    }

    private Layer layer() {
        return Stream.of(Layer.values())
                .filter(layer -> layer.stackId().equalsIgnoreCase(stack))
                .findFirst()
                .orElseThrow(() -> Failure.usage("There is no '%s'. Give one of %s."
                        .formatted(
                                stack,
                                Stream.of(Layer.values()).map(Layer::stackId).collect(Collectors.joining(", ")))));
    }

    private String status(CloudFormationClient cloudFormation, String name) {
        return new Stacks(cloudFormation)
                .find(name)
                .orElseThrow(
                        () -> Failure.notFound("%s of deployment '%s' is not deployed.".formatted(stack, deployment())))
                .stackStatusAsString();
    }

    /** What could not be brought back. */
    private static Stream<StackResourceSummary> failed(CloudFormationClient cloudFormation, String name) {
        return cloudFormation
                .listStackResourcesPaginator(list -> list.stackName(name))
                .stackResourceSummaries()
                .stream()
                .filter(resource ->
                        String.valueOf(resource.resourceStatusAsString()).endsWith("_FAILED"));
    }
}

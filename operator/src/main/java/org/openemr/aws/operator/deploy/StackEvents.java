package org.openemr.aws.operator.deploy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What CloudFormation did to a stack. */
public final class StackEvents {

    private final CloudFormationClient cloudFormation;
    private final String stack;

    /**
     * The events of a stack.
     *
     * @param stack its name in the account
     */
    public StackEvents(CloudFormationClient cloudFormation, String stack) {
        this.cloudFormation = cloudFormation;
        this.stack = stack;
    }

    /** Whether it is known that nothing goes on: the deployment never began, or CloudFormation took it back. */
    public boolean isOver(Instant since) {
        var status = cloudFormation.describeStacks(describe -> describe.stackName(stack)).stacks().stream()
                .map(found -> found.stackStatusAsString())
                .findFirst()
                .orElse("");
        return status.equals("UPDATE_ROLLBACK_COMPLETE") || !hasBegun(since);
    }

    /** Whether CloudFormation did anything since a time. */
    public boolean hasBegun(Instant since) {
        return cloudFormation.describeStackEventsPaginator(describe -> describe.stackName(stack)).stackEvents().stream()
                .findFirst()
                .filter(event -> !event.timestamp().isBefore(since))
                .isPresent();
    }

    /** The first failure since a time: the one that caused the others. */
    public Optional<String> firstFailure(Instant since) {
        return cloudFormation.describeStackEventsPaginator(describe -> describe.stackName(stack)).stackEvents().stream()
                .takeWhile(event -> !event.timestamp().isBefore(since))
                .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                .min(Comparator.comparing(StackEvent::timestamp))
                .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason());
    }
}

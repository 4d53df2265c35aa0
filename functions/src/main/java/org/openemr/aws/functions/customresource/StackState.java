package org.openemr.aws.functions.customresource;

import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Whether a stack itself goes. CloudFormation sends Delete to a custom resource also when an update takes it out of the template,
 * and when an update that added it is rolled back; the stack's status tells these apart, see <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">stack status codes</a>.
 */
public final class StackState {

    /** A deletion, also one that is tried again; and the rollback of a first creation. */
    private static final Set<StackStatus> GOING =
            Set.of(StackStatus.DELETE_IN_PROGRESS, StackStatus.ROLLBACK_IN_PROGRESS);

    private final CloudFormationClient cloudFormation;

    public StackState(CloudFormationClient cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /**
     * Asks CloudFormation.
     *
     * @param stackId the stack's ARN, which names it even while it is being deleted
     */
    public boolean isGoing(String stackId) {
        return cloudFormation.describeStacks(describe -> describe.stackName(stackId)).stacks().stream()
                .anyMatch(stack -> GOING.contains(stack.stackStatus()));
    }
}

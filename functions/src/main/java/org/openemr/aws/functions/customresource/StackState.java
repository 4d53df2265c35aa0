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

    /** An update, or a first creation, that failed and is taken back. */
    private static final Set<StackStatus> GOING_BACK = Set.of(
            StackStatus.ROLLBACK_IN_PROGRESS,
            StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
            StackStatus.IMPORT_ROLLBACK_IN_PROGRESS);

    private static final Set<StackStatus> GOING_FORWARD =
            Set.of(StackStatus.CREATE_IN_PROGRESS, StackStatus.UPDATE_IN_PROGRESS);

    private final CloudFormationClient cloudFormation;

    public StackState(CloudFormationClient cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /**
     * Whether the stack is being deleted, or its first creation is taken back.
     *
     * @param stackId the stack's ARN, which names it even while it is being deleted
     */
    public boolean isGoing(String stackId) {
        return is(stackId, GOING);
    }

    /**
     * Whether the stack returns to what it was.
     *
     * @param stackId the stack's ARN
     */
    public boolean isGoingBack(String stackId) {
        return is(stackId, GOING_BACK);
    }

    /**
     * Whether the stack is on its way forward.
     *
     * @param stackId the stack's ARN
     */
    public boolean isGoingForward(String stackId) {
        return is(stackId, GOING_FORWARD);
    }

    private boolean is(String stackId, Set<StackStatus> states) {
        return cloudFormation.describeStacks(describe -> describe.stackName(stackId)).stacks().stream()
                .anyMatch(stack -> states.contains(stack.stackStatus()));
    }
}

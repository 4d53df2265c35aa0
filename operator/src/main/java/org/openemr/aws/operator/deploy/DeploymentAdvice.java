package org.openemr.aws.operator.deploy;

import java.time.Instant;
import org.openemr.aws.operator.aws.Stacks;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** What to do after a deployment of one stack did not come to its end, by the state that CloudFormation has it in. */
public final class DeploymentAdvice {

    private final CloudFormationClient cloudFormation;

    public DeploymentAdvice(CloudFormationClient cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /**
     * What happened, and what to do.
     *
     * @param stack the stack's id in the project
     * @param name its name in the account
     * @param since when its deployment was begun
     */
    public String of(String stack, String name, Instant since) {
        try {
            var status = new Stacks(cloudFormation)
                    .find(name)
                    .map(found -> found.stackStatusAsString())
                    .orElse("NOT_THERE");
            var events = new StackEvents(cloudFormation, name);
            if (status.equals("NOT_THERE") || !events.hasBegun(since)) {
                return "It did not begin: the output above says why. Nothing of this stack changed.";
            }
            var reason = events.firstFailure(since)
                    .map(failure -> "First failure: " + failure + "\n")
                    .orElse("");
            return reason + byStatus(stack, name, status);
        } catch (SdkException e) {
            return "What became of it cannot be read (%s). It may go on in CloudFormation: openemr status --watch."
                    .formatted(e.getMessage());
        }
    }

    private static String byStatus(String stack, String name, String status) {
        if (status.equals("REVIEW_IN_PROGRESS")) {
            return "%s was to be made, and nothing of it was: its change set failed.".formatted(stack);
        }
        if (status.endsWith("_IN_PROGRESS")) {
            return "It goes on in CloudFormation (%s): openemr status --watch. Deploy again when it has ended."
                    .formatted(status);
        }
        return switch (status) {
            case "UPDATE_ROLLBACK_COMPLETE" ->
                "CloudFormation took %s back: it is as before, and so are the stacks that were not begun."
                        .formatted(stack);
            case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED" ->
                "%s was new, and CloudFormation took it back; what is left of it goes with the next deployment."
                        .formatted(stack);
            case "UPDATE_ROLLBACK_FAILED" ->
                "CloudFormation could not take %s back. Mend what its events name, then: openemr continue-rollback %s."
                        .formatted(stack, stack);
            case "UPDATE_COMPLETE", "CREATE_COMPLETE" ->
                "CloudFormation came to its end (%s) after all: deploy again, and it goes on with the next stack."
                        .formatted(status);
            default -> "%s is %s: mend what its events name.".formatted(name, status);
        };
    }
}

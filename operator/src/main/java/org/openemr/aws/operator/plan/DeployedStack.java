package org.openemr.aws.operator.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openemr.aws.plan.Template;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A stack as CloudFormation has it.
 *
 * @param name its name in the account
 * @param template what it was deployed from, with the values that it read then where others are published now
 * @param status its status, for example UPDATE_COMPLETE
 * @param isProtected whether its termination protection is on
 */
record DeployedStack(String name, Template template, String status, boolean isProtected) {

    /** The stack was never there: the CDK deletes what a first deployment left, and makes it anew. */
    private static final Set<String> NEVER_MADE = Set.of("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED");

    static DeployedStack of(Stack stack, String template, Map<String, String> published) {
        return new DeployedStack(
                stack.stackName(),
                Template.parse(template).with(outdated(stack, published)),
                stack.stackStatusAsString(),
                Boolean.TRUE.equals(stack.enableTerminationProtection()));
    }

    /** Whether a first deployment came to its end. */
    static boolean wasMade(Stack stack) {
        return !NEVER_MADE.contains(stack.stackStatusAsString());
    }

    /** Why CloudFormation takes no deployment of it. */
    Optional<String> obstacle() {
        if (status.endsWith("_IN_PROGRESS")) {
            return Optional.of("%s is being changed (%s): wait for it, openemr status --watch".formatted(name, status));
        }
        return switch (status) {
            case "UPDATE_ROLLBACK_FAILED", "UPDATE_FAILED" ->
                Optional.of(
                        "%s is stuck (%s): mend what its events name, then npx cdk rollback".formatted(name, status));
            case "CREATE_FAILED", "DELETE_FAILED" ->
                Optional.of("%s is stuck (%s): mend what its events name, then delete it".formatted(name, status));
            default -> Optional.empty();
        };
    }

    /** The values of Systems Manager that it read when it was deployed, and that have changed since. */
    private static Map<String, String> outdated(Stack stack, Map<String, String> published) {
        return stack.parameters().stream()
                .filter(parameter -> parameter.resolvedValue() != null)
                .filter(parameter -> published.containsKey(parameter.parameterValue())
                        && !parameter.resolvedValue().equals(published.get(parameter.parameterValue())))
                .collect(Collectors.toMap(Parameter::parameterKey, Parameter::resolvedValue));
    }
}

package org.openemr.aws.operator.tasks;

/**
 * How far a deployment of a service is.
 *
 * @param state as ECS says it, for example {@code IN_PROGRESS}
 * @param running tasks of it that run
 * @param desired tasks of it that are meant to run
 * @param reason why it is in the state, in ECS's words
 */
public record Rollout(String state, int running, int desired, String reason) {

    /** Whether it has not come to an end. */
    public boolean goesOn() {
        return state.equals("IN_PROGRESS");
    }

    /** Whether all of its tasks serve, and those before are gone. */
    public boolean isComplete() {
        return state.equals("COMPLETED");
    }
}

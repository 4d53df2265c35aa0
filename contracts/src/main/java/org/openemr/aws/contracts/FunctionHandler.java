package org.openemr.aws.contracts;

/**
 * The Lambda handlers of the functions jar, typed so that a stack cannot name one that does not exist; a test of the
 * functions module ties each to its class.
 */
public enum FunctionHandler {
    TASK_RUN_START("task-run-start", "org.openemr.aws.functions.taskrun.TaskRunStart"),
    TASK_RUN_PROGRESS("task-run-progress", "org.openemr.aws.functions.taskrun.TaskRunProgress");

    private final String functionName;
    private final String className;

    FunctionHandler(String functionName, String className) {
        this.functionName = functionName;
        this.className = className;
    }

    /** The part of the function's physical name that is its own, for example {@code task-run-start}. */
    public String functionName() {
        return functionName;
    }

    /** The class that implements the handler. */
    public String className() {
        return className;
    }

    /** The handler string that Lambda resolves. */
    public String handler() {
        return className + "::handleRequest";
    }
}

package org.openemr.aws.functions.taskrun;

/** A task run that must fail the deployment; the message is what CloudFormation shows. */
public final class TaskRunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TaskRunFailedException(String message) {
        super(message);
    }
}

package org.openemr.aws.operator;

/** Why a command ends without having done what was asked: one or two lines that say what to do. */
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    public Failure(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    public Failure(ExitStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public static Failure failed(String message) {
        return new Failure(ExitStatus.FAILED, message);
    }

    public static Failure usage(String message) {
        return new Failure(ExitStatus.USAGE, message);
    }

    public static Failure notFound(String message) {
        return new Failure(ExitStatus.NOT_FOUND, message);
    }

    public static Failure notReady(String message) {
        return new Failure(ExitStatus.NOT_READY, message);
    }

    public ExitStatus status() {
        return status;
    }
}

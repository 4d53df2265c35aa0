package org.openemr.aws.operator;

/** How a command ends; scripts may rely on these numbers. */
public enum ExitStatus {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    NOT_PERMITTED(4),
    NOT_READY(5),
    /** A plan replaces a store, gives one up, or lets it be deleted from now on. */
    DATA_AT_RISK(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

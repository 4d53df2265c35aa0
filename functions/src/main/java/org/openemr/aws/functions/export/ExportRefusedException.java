package org.openemr.aws.functions.export;

/** An export that did not begin; the message says why and what to do. */
public final class ExportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExportRefusedException(String message) {
        super(message);
    }

    ExportRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

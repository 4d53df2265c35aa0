package org.openemr.aws.functions.rotation;

/** Something that goes by itself is in the way. Secrets Manager repeats a rotation that fails. */
final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    NotYetException(String reason) {
        super(reason);
    }
}

package org.openemr.aws.functions.mail;

/** Amazon SES did not take a message, which therefore was certainly not sent. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

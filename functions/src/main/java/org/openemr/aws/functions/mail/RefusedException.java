package org.openemr.aws.functions.mail;

/** Amazon SES did not take a message, which therefore was certainly not sent. What SES says can name addresses, and is left out. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;
    private final boolean ofTheMessage;

    private RefusedException(String message, boolean tooLarge, boolean ofTheMessage) {
        super(message);
        this.tooLarge = tooLarge;
        this.ofTheMessage = ofTheMessage;
    }

    static RefusedException unreachable() {
        return new RefusedException("Amazon SES cannot be reached", false, false);
    }

    /**
     * A refusal.
     *
     * @param code the code of the error
     * @param ofTheMessage whether SES refused this message rather than the sender
     */
    static RefusedException of(String code, boolean tooLarge, boolean ofTheMessage) {
        return new RefusedException("Amazon SES refused the message: " + code, tooLarge, ofTheMessage);
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    boolean isOfTheMessage() {
        return ofTheMessage;
    }
}

package org.openemr.aws.settings;

/** A value that its type does not accept; the message says what is wrong with it, the remedy what to do. */
public final class InvalidValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String whatIsWrong;
    private final String remedy;

    public InvalidValueException(String whatIsWrong, String remedy) {
        super(whatIsWrong);
        this.whatIsWrong = whatIsWrong;
        this.remedy = remedy;
    }

    public String whatIsWrong() {
        return whatIsWrong;
    }

    public String remedy() {
        return remedy;
    }
}

package org.openemr.aws.functions.mail;

/**
 * A header field as it was written.
 *
 * @param name the name before the colon
 * @param value what follows, folded or not, one character for each byte
 */
record HeaderField(String name, String value) {

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The value as text: what is UTF-8 without any encoding (RFC 6532) becomes readable. */
    String text() {
        return HeaderText.fromBytes(value);
    }
}

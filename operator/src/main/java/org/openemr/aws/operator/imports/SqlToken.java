package org.openemr.aws.operator.imports;

import java.util.Locale;

/**
 * A part of a statement.
 *
 * @param text as it stands there, a character for each byte
 */
record SqlToken(Kind kind, String text) {

    /** What a part is. */
    enum Kind {
        /** Letters, digits, underscores and dollar signs; with {@code @} before them a variable. */
        WORD,
        /** A name between backticks. */
        NAME,
        /** A text between single or double quotes. */
        TEXT,
        /** A sign. */
        SIGN,
        /** Space, or what was a comment. */
        SPACE
    }

    static final SqlToken BLANK = new SqlToken(Kind.SPACE, " ");

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }

    boolean isSpace() {
        return kind == Kind.SPACE;
    }

    /** The word in capitals. */
    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** A name without its backticks; a word as it is. */
    String name() {
        return kind == Kind.NAME ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    /** A text without its quotes. */
    String unquoted() {
        return kind == Kind.TEXT ? text.substring(1, text.length() - 1) : name();
    }
}

package org.openemr.aws.operator.imports;

import java.util.List;

/**
 * A statement of a dump without its comments, or the beginning of one that brings rows.
 *
 * @param tokens its parts
 * @param line where it begins, from 1
 * @param bringsRows whether it goes on with rows, which the reader copies
 */
record DumpStatement(List<SqlToken> tokens, long line, boolean bringsRows) {

    /** Its words, names and signs, without spaces. */
    List<SqlToken> solid() {
        return tokens.stream().filter(token -> !token.isSpace()).toList();
    }
}

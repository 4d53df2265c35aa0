package org.openemr.aws.operator.database;

import java.util.ArrayList;
import java.util.List;

/** A file of SQL: statements that end with a semicolon, with strings, quoted names and comments. */
public final class SqlScript {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int position;

    private SqlScript(String text) {
        this.text = text;
    }

    /** The statements of a script, without comments between them. */
    public static List<String> statements(String text) {
        var script = new SqlScript(text);
        while (script.position < text.length()) {
            script.step();
        }
        script.end();
        return List.copyOf(script.statements);
    }

    private void step() {
        var character = text.charAt(position);
        if (character == '\'' || character == '"' || character == '`') {
            copyTo(endOfQuoted(character));
        } else if (text.startsWith("-- ", position) || character == '#') {
            skipTo(text.indexOf('\n', position));
        } else if (text.startsWith("/*", position)) {
            var end = text.indexOf("*/", position + 2);
            skipTo(end < 0 ? end : end + 2);
        } else if (character == ';') {
            end();
            position++;
        } else {
            copyTo(position + 1);
        }
    }

    /** Behind the closing quote; a quote within is doubled or follows a backslash. */
    private int endOfQuoted(char quote) {
        var at = position + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private void copyTo(int end) {
        statement.append(text, position, end);
        position = end;
    }

    private void skipTo(int end) {
        position = end < 0 ? text.length() : end;
    }

    private void end() {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}

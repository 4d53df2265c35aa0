package org.openemr.aws.operator.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openemr.aws.operator.Failure;

/**
 * Reads a dump of mysqldump, mariadb-dump or phpMyAdmin as the client does that would run it, statement by statement. What the servers
 * read of a comment ({@code /*!50003 ...}) is read, what only MariaDB or a newer MySQL reads is not, and comments are told and left out. A backslash
 * outside of a text is a command for the client, such as one that runs a program, and is refused.
 */
final class DumpReader {

    /** Everything but rows is kept whole. */
    private static final int LARGEST_STATEMENT = 16 << 20;

    private static final int MOST_TOKENS = 1_000_000;

    /** Aurora MySQL 3 is MySQL 8.0; MariaDB calls its own versions 100000 and more. */
    private static final int FIRST_VERSION_TOO_NEW = 80_100;

    private static final int VERSION_DIGITS = 6;

    /** What stands beside numbers and texts in rows. */
    private static final Set<String> WORDS_IN_ROWS = Set.of(
            "null",
            "true",
            "false",
            "default",
            "_binary",
            "_utf8",
            "_utf8mb3",
            "_utf8mb4",
            "_latin1",
            "_ascii",
            "x",
            "b",
            "n",
            "e");

    private final DumpBytes bytes;
    private final Consumer<String> comments;
    private String delimiter = ";";
    private boolean inVersionComment;

    /**
     * A reader.
     *
     * @param comments gets each comment of one line
     */
    DumpReader(InputStream source, Consumer<String> comments) {
        bytes = new DumpBytes(source);
        this.comments = comments;
    }

    /** The next statement; none at the end. */
    Optional<DumpStatement> next() throws IOException {
        while (true) {
            skipToStatement();
            if (bytes.peek(0) == DumpBytes.END) {
                return Optional.empty();
            }
            if (atDelimiterCommand()) {
                readDelimiter();
                continue;
            }
            var statement = read();
            if (!statement.solid().isEmpty()) {
                return Optional.of(statement);
            }
        }
    }

    private void skipToStatement() throws IOException {
        if (bytes.startsWith("\u00EF\u00BB\u00BF")) {
            // What some editors write before UTF-8.
            bytes.skip(3);
        }
        while (true) {
            var next = bytes.peek(0);
            if (isSpace(next)) {
                bytes.next();
            } else if (atLineComment()) {
                comments.accept(readLine());
            } else if (bytes.startsWith("/*") && !atVersionComment()) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private boolean atDelimiterCommand() throws IOException {
        var word = "delimiter";
        for (var index = 0; index < word.length(); index++) {
            if (Character.toLowerCase(bytes.peek(index)) != word.charAt(index)) {
                return false;
            }
        }
        return isSpace(bytes.peek(word.length()));
    }

    private void readDelimiter() throws IOException {
        var words = readLine().strip().split("\\s+", -1);
        delimiter = words.length < 2 ? ";" : words[1];
        if (delimiter.contains("\\") || delimiter.length() > 8) {
            throw bytes.refuse("the delimiter " + delimiter + " cannot be");
        }
    }

    private DumpStatement read() throws IOException {
        var line = bytes.line();
        var tokens = new ArrayList<SqlToken>();
        var size = 0;
        var depth = 0;
        while (true) {
            if (bytes.peek(0) == DumpBytes.END) {
                if (tokens.stream().allMatch(SqlToken::isSpace)) {
                    return new DumpStatement(List.of(), line, false);
                }
                throw bytes.refuse("it ends in the middle of a statement: it was cut off");
            }
            if (atDelimiter()) {
                bytes.skip(delimiter.length());
                return new DumpStatement(tokens, line, false);
            }
            var token = token();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            size += token.text().length();
            if (size > LARGEST_STATEMENT || tokens.size() > MOST_TOKENS) {
                throw bytes.refuse("a statement without rows is larger than %d MiB".formatted(LARGEST_STATEMENT >> 20));
            }
            tokens.add(token);
            if (depth == 0 && (token.is("VALUES") || token.is("VALUE")) && beginsWithRows(tokens)) {
                return new DumpStatement(tokens, line, true);
            }
        }
    }

    private boolean atDelimiter() throws IOException {
        return !inVersionComment && bytes.startsWith(delimiter);
    }

    private static boolean beginsWithRows(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> !token.isSpace())
                .findFirst()
                .filter(token -> token.is("INSERT") || token.is("REPLACE"))
                .isPresent();
    }

    private SqlToken token() throws IOException {
        var next = bytes.peek(0);
        if (isSpace(next)) {
            bytes.next();
            return next == '\n' ? new SqlToken(SqlToken.Kind.SPACE, "\n") : SqlToken.BLANK;
        }
        if (atLineComment()) {
            comments.accept(readLine());
            return new SqlToken(SqlToken.Kind.SPACE, "\n");
        }
        if (bytes.startsWith("/*")) {
            return comment();
        }
        if (inVersionComment && bytes.startsWith("*/")) {
            bytes.skip(2);
            inVersionComment = false;
            return SqlToken.BLANK;
        }
        if (next == '\'' || next == '"') {
            return new SqlToken(SqlToken.Kind.TEXT, quoted(next));
        }
        if (next == '`') {
            return new SqlToken(SqlToken.Kind.NAME, quoted(next));
        }
        if (isWord(next) || next == '@') {
            return new SqlToken(SqlToken.Kind.WORD, word());
        }
        if (next == '\\') {
            throw bytes.refuse("a backslash outside of a text is a command for the client");
        }
        if (next < ' ' || next == 127) {
            throw bytes.refuse("a control character stands outside of a text");
        }
        bytes.next();
        return new SqlToken(SqlToken.Kind.SIGN, String.valueOf((char) next));
    }

    private SqlToken comment() throws IOException {
        if (!atVersionComment()) {
            skipComment();
            return SqlToken.BLANK;
        }
        if (inVersionComment) {
            throw bytes.refuse("a comment for a version stands in another one");
        }
        var forMariaDb = bytes.startsWith("/*M!");
        bytes.skip(forMariaDb ? 4 : 3);
        var version = 0;
        for (var digits = 0; digits < VERSION_DIGITS && Character.isDigit(bytes.peek(0)); digits++) {
            version = version * 10 + bytes.next() - '0';
        }
        if (forMariaDb || version >= FIRST_VERSION_TOO_NEW) {
            skipToEndOfComment();
        } else {
            inVersionComment = true;
        }
        return SqlToken.BLANK;
    }

    private boolean atVersionComment() throws IOException {
        return bytes.startsWith("/*!") || bytes.startsWith("/*M!");
    }

    private void skipComment() throws IOException {
        bytes.skip(2);
        skipToEndOfComment();
    }

    private void skipToEndOfComment() throws IOException {
        while (!bytes.startsWith("*/")) {
            if (bytes.next() == DumpBytes.END) {
                throw bytes.refuse("it ends in the middle of a comment: it was cut off");
            }
        }
        bytes.skip(2);
    }

    /** Two hyphens begin a comment before a space only. */
    private boolean atLineComment() throws IOException {
        if (bytes.peek(0) == '#') {
            return true;
        }
        return bytes.startsWith("--") && (isSpace(bytes.peek(2)) || bytes.peek(2) == DumpBytes.END);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (var next = bytes.next(); next != '\n' && next != DumpBytes.END; next = bytes.next()) {
            if (line.length() < LARGEST_STATEMENT) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private String word() throws IOException {
        var word = new StringBuilder();
        while ((isWord(bytes.peek(0)) || bytes.peek(0) == '@') && !atDelimiter()) {
            word.append((char) bytes.next());
            if (word.length() > LARGEST_STATEMENT) {
                throw bytes.refuse("a word has no end");
            }
        }
        return word.toString();
    }

    /** A quoted text as it stands there; only between backticks a backslash is one. */
    private String quoted(int quote) throws IOException {
        var text = new LimitedText(
                LARGEST_STATEMENT, () -> bytes.refuse("a text in a statement without rows is too long"));
        copyQuoted(quote, text);
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private void copyQuoted(int quote, OutputStream out) throws IOException {
        out.write(bytes.next());
        while (true) {
            var next = bytes.next();
            if (next == DumpBytes.END) {
                throw bytes.refuse("it ends in the middle of a text: it was cut off");
            }
            out.write(next);
            if (next == '\\' && quote != '`') {
                copyNext(out);
            } else if (next == quote) {
                if (bytes.peek(0) != quote) {
                    return;
                }
                copyNext(out);
            }
        }
    }

    private void copyNext(OutputStream out) throws IOException {
        var next = bytes.next();
        if (next == DumpBytes.END) {
            throw bytes.refuse("it ends in the middle of a text: it was cut off");
        }
        out.write(next);
    }

    /**
     * Copies the rows of the statement that {@link #next} began, which are values and nothing else.
     *
     * @return how many there are
     * @throws Failure when there is more in them than values
     */
    long copyRows(OutputStream out) throws IOException {
        var rows = 0L;
        var depth = 0;
        while (true) {
            var next = bytes.peek(0);
            if (next == DumpBytes.END) {
                throw bytes.refuse("it ends in the middle of rows: it was cut off");
            }
            if (depth == 0 && bytes.startsWith(delimiter)) {
                bytes.skip(delimiter.length());
                return rows;
            }
            if (next == '\'' || next == '"') {
                copyQuoted(next, out);
            } else if (isWord(next)) {
                copyValue(out);
            } else if (next == '(' || next == ')') {
                depth += next == '(' ? 1 : -1;
                rows += next == '(' && depth == 1 ? 1 : 0;
                if (depth < 0 || depth > 1) {
                    throw bytes.refuse("rows hold more than values");
                }
                out.write(bytes.next());
            } else if (next == ',' || isSpace(next)) {
                out.write(bytes.next());
            } else if ((next == '-' || next == '+') && isDigit(bytes.peek(1))) {
                // A number's sign, and no comment.
                out.write(bytes.next());
            } else {
                throw bytes.refuse("rows hold more than values: " + (char) next);
            }
        }
    }

    /** A number, NULL, or what says how the text after it is meant. */
    private void copyValue(OutputStream out) throws IOException {
        var word = word();
        if (!Character.isDigit(word.charAt(0))
                && word.charAt(0) != '.'
                && !WORDS_IN_ROWS.contains(word.toLowerCase(Locale.ROOT))) {
            throw bytes.refuse("rows hold more than values: " + word);
        }
        out.write(word.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isDigit(int value) {
        return (value >= '0' && value <= '9') || value == '.';
    }

    private static boolean isSpace(int value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** Names may hold letters of any language, whose bytes are above ASCII; numbers have a point. */
    private static boolean isWord(int value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '_'
                || value == '$'
                || value == '.'
                || value >= 0x80;
    }
}

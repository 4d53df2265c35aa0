package org.openemr.aws.operator.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A table as InnoDB in MySQL 8.0 has it: all engines become InnoDB, and what only others read goes. */
final class TableDefinition {

    private static final String ENGINE = "ENGINE";

    /** Options with a value, behind the columns. */
    private static final Set<String> DROPPED = Set.of(
            "ROW_FORMAT",
            "PAGE_CHECKSUM",
            "TRANSACTIONAL",
            "PACK_KEYS",
            "CHECKSUM",
            "DELAY_KEY_WRITE",
            "INSERT_METHOD",
            "KEY_BLOCK_SIZE",
            "ENCRYPTION",
            "ENCRYPTED",
            "ENCRYPTION_KEY_ID",
            "PAGE_COMPRESSED",
            "PAGE_COMPRESSION_LEVEL",
            "TABLESPACE",
            "CONNECTION");

    private static final Set<String> NO_COLUMN = Set.of(
            "PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN", "CHECK", "PERIOD");

    private final Map<String, Long> engines = new TreeMap<>();
    private final Set<String> characterSets = new TreeSet<>();

    Map<String, Long> engines() {
        return engines;
    }

    List<String> characterSets() {
        return List.copyOf(characterSets);
    }

    /** The names of the columns, in their order. */
    static List<String> columns(DumpStatement statement) {
        var names = new ArrayList<String>();
        var depth = 0;
        var atBegin = false;
        for (var token : statement.solid()) {
            if (depth == 1 && atBegin && !token.is("(")) {
                if (token.kind() == SqlToken.Kind.NAME || !NO_COLUMN.contains(token.upper())) {
                    names.add(token.name());
                }
                atBegin = false;
            }
            if (token.is("(")) {
                depth++;
                atBegin = depth == 1;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is(",") && depth == 1) {
                atBegin = true;
            }
        }
        return names;
    }

    /** The statement as MySQL 8.0 reads it. */
    List<SqlToken> rewritten(DumpStatement statement) {
        var kept = new ArrayList<SqlToken>();
        var tokens = statement.tokens();
        var depth = 0;
        for (var position = 0; position < tokens.size(); position++) {
            var token = tokens.get(position);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            noteCharacterSet(tokens, position);
            var isOption = isOption(tokens, position);
            if (isOption && token.is(ENGINE)) {
                position = valueOf(tokens, position);
                engines.merge(tokens.get(position).unquoted(), 1L, Long::sum);
                kept.addAll(List.of(
                        token, new SqlToken(SqlToken.Kind.SIGN, "="), new SqlToken(SqlToken.Kind.WORD, "InnoDB")));
                continue;
            }
            if (isOption && depth == 0 && DROPPED.contains(token.name().toUpperCase(Locale.ROOT))) {
                position = valueOf(tokens, position);
                kept.add(SqlToken.BLANK);
                continue;
            }
            if (token.is("DIRECTORY")) {
                throw DumpTranslation.refuse(statement, "a table lies in a directory of its own");
            }
            kept.add(token.is("PERSISTENT") ? new SqlToken(SqlToken.Kind.WORD, "STORED") : token);
        }
        return kept;
    }

    /** A word with an equals sign and a value. */
    private static boolean isOption(List<SqlToken> tokens, int position) {
        var kind = tokens.get(position).kind();
        if (kind != SqlToken.Kind.WORD && kind != SqlToken.Kind.NAME) {
            return false;
        }
        var next = solidAfter(tokens, position);
        return next < tokens.size() && tokens.get(next).is("=") && solidAfter(tokens, next) < tokens.size();
    }

    private static int valueOf(List<SqlToken> tokens, int position) {
        return solidAfter(tokens, solidAfter(tokens, position));
    }

    private static int solidAfter(List<SqlToken> tokens, int position) {
        var next = position + 1;
        while (next < tokens.size() && tokens.get(next).isSpace()) {
            next++;
        }
        return next;
    }

    private void noteCharacterSet(List<SqlToken> tokens, int position) {
        var token = tokens.get(position);
        var isSet = token.is("SET") && position > 1 && tokens.get(position - 2).is("CHARACTER");
        var isCharset = isSet || token.is("CHARSET");
        if (!isCharset) {
            return;
        }
        var value = solidAfter(tokens, position);
        if (value < tokens.size() && tokens.get(value).is("=")) {
            value = solidAfter(tokens, value);
        }
        if (value < tokens.size()) {
            characterSets.add(tokens.get(value).unquoted());
        }
    }
}

package org.openemr.aws.operator.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a dump sets for the statements that follow. Only what concerns its own session and changes nothing in how SQL is read goes on, written
 * anew from values that are known; a variable is put back only from where it was saved.
 */
final class SessionVariables {

    private static final String SQL_MODE = "SQL_MODE";
    private static final String NAMES = "NAMES";

    private static final Set<String> SWITCHES =
            Set.of("SQL_NOTES", "FOREIGN_KEY_CHECKS", "UNIQUE_CHECKS", "AUTOCOMMIT");

    private static final Set<String> CHARACTER_SETS = Set.of(
            NAMES, "CHARACTER_SET_CLIENT", "CHARACTER_SET_RESULTS", "CHARACTER_SET_CONNECTION", "COLLATION_CONNECTION");

    /** Their bytes of letters are none of SQL's signs. In others a backslash may be a part of a letter. */
    private static final Pattern SAFE_CHARACTER_SET = Pattern.compile(
            "(UTF8|UTF8MB3|UTF8MB4|LATIN1|LATIN2|ASCII|CP1250|CP1251|CP1252|BINARY|NULL)(_[A-Z0-9_]+)?");

    /** Modes under which SQL is read as this reader does, and that MySQL 8.0 knows. */
    private static final Set<String> KEPT_MODES = Set.of(
            "NO_AUTO_VALUE_ON_ZERO",
            "STRICT_TRANS_TABLES",
            "STRICT_ALL_TABLES",
            "NO_ZERO_DATE",
            "NO_ZERO_IN_DATE",
            "ALLOW_INVALID_DATES",
            "ERROR_FOR_DIVISION_BY_ZERO",
            "NO_ENGINE_SUBSTITUTION",
            "ONLY_FULL_GROUP_BY",
            "TRADITIONAL");

    /** Modes that change nothing in how a dump is read, and are unknown to MySQL 8.0. */
    private static final Set<String> DROPPED_MODES = Set.of(
            "NO_AUTO_CREATE_USER",
            "NO_FIELD_OPTIONS",
            "NO_KEY_OPTIONS",
            "NO_TABLE_OPTIONS",
            "MYSQL323",
            "MYSQL40",
            "IGNORE_BAD_TABLE_OPTIONS");

    private static final Pattern TIME_ZONE = Pattern.compile("[A-Za-z0-9+:/_-]*");
    private static final Pattern OWN_VARIABLE = Pattern.compile("@[A-Z0-9_]+");
    private static final Pattern OF_SESSION = Pattern.compile("@@(SESSION\\.)?([A-Z_]+)");

    /** From which variable of the session each variable of the dump was saved. */
    private final Map<String, String> saved = new HashMap<>();

    /** The statement as it goes on; nothing when it concerns more than its session. */
    Optional<String> kept(DumpStatement statement) {
        var solid = statement.solid();
        if (solid.get(1).is(NAMES)) {
            return Optional.of("SET NAMES " + characterSet(statement, solid.get(2)));
        }
        var assignments = new ArrayList<String>();
        for (var assignment : assignments(statement, solid.subList(1, solid.size()))) {
            var kept = kept(statement, assignment);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            assignments.add(kept.get());
        }
        return Optional.of("SET " + String.join(", ", assignments));
    }

    private record Assignment(String target, SqlToken value) {}

    /** {@code a = b, c = d}, where each value is one token; more than that is what no dump has. */
    private static List<Assignment> assignments(DumpStatement statement, List<SqlToken> tokens) {
        var assignments = new ArrayList<Assignment>();
        var words = new ArrayList<>(tokens);
        words.removeIf(token -> token.is("SESSION") || token.is("LOCAL"));
        for (var position = 0; position < words.size(); position += 4) {
            var isWhole = position + 2 < words.size()
                    && words.get(position + 1).is("=")
                    && (position + 3 == words.size() || words.get(position + 3).is(","));
            if (!isWhole) {
                return List.of(new Assignment("?", SqlToken.BLANK));
            }
            assignments.add(new Assignment(upper(words.get(position)), words.get(position + 2)));
        }
        if (assignments.isEmpty()) {
            throw DumpTranslation.refuse(statement, "SET without a value");
        }
        return assignments;
    }

    private Optional<String> kept(DumpStatement statement, Assignment assignment) {
        var target = assignment.target();
        var value = upper(assignment.value());
        if (OWN_VARIABLE.matcher(target).matches()) {
            var source = OF_SESSION.matcher(value);
            if (!source.matches()) {
                return Optional.empty();
            }
            saved.put(target, source.group(2));
            return Optional.of("%s = @@SESSION.%s".formatted(target, source.group(2)));
        }
        var variable = target.replaceFirst("^@@(SESSION\\.)?", "");
        if (OWN_VARIABLE.matcher(value).matches()) {
            return isKnown(variable) && variable.equals(saved.get(value))
                    ? Optional.of("%s = %s".formatted(variable, value))
                    : Optional.empty();
        }
        return literal(statement, variable, assignment.value()).map(text -> "%s = %s".formatted(variable, text));
    }

    private static boolean isKnown(String variable) {
        return SWITCHES.contains(variable)
                || CHARACTER_SETS.contains(variable)
                || variable.equals(SQL_MODE)
                || variable.equals("TIME_ZONE");
    }

    private static Optional<String> literal(DumpStatement statement, String variable, SqlToken value) {
        if (SWITCHES.contains(variable)) {
            return Optional.of(value.text()).filter(text -> text.matches("[01]"));
        }
        if (CHARACTER_SETS.contains(variable)) {
            return Optional.of(characterSet(statement, value));
        }
        if (variable.equals("TIME_ZONE")) {
            return Optional.of(value.unquoted())
                    .filter(zone -> TIME_ZONE.matcher(zone).matches())
                    .map("'%s'"::formatted);
        }
        return variable.equals(SQL_MODE) ? Optional.of(modes(statement, value)) : Optional.empty();
    }

    private static String characterSet(DumpStatement statement, SqlToken value) {
        var known = Collations.known(value).unquoted();
        if (!SAFE_CHARACTER_SET.matcher(known.toUpperCase(Locale.ROOT)).matches()) {
            throw DumpTranslation.refuse(statement, "it is written in %s: dump it in utf8mb4".formatted(known));
        }
        return known;
    }

    private static String modes(DumpStatement statement, SqlToken value) {
        var modes = Arrays.stream(value.unquoted().split(",", -1))
                .map(mode -> mode.strip().toUpperCase(Locale.ROOT))
                .filter(mode -> !mode.isEmpty())
                .toList();
        var unknown = modes.stream()
                .filter(mode -> !KEPT_MODES.contains(mode) && !DROPPED_MODES.contains(mode))
                .findFirst();
        if (value.kind() != SqlToken.Kind.TEXT || unknown.isPresent()) {
            throw DumpTranslation.refuse(
                    statement,
                    "it is written for the SQL mode %s: dump it without".formatted(unknown.orElse(value.text())));
        }
        return modes.stream().filter(KEPT_MODES::contains).collect(Collectors.joining(",", "'", "'"));
    }

    private static String upper(SqlToken token) {
        return token.kind() == SqlToken.Kind.TEXT ? token.text() : token.name().toUpperCase(Locale.ROOT);
    }
}

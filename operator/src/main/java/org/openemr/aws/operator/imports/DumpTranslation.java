package org.openemr.aws.operator.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openemr.aws.operator.Failure;

/** One pass over a dump: what each statement becomes, and what was seen of it. */
final class DumpTranslation {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_$ -]{1,64}");
    private static final String VERSION_TABLE = "version";
    private static final String GLOBALS_TABLE = "globals";

    /** OpenEMR's own setting: 1 is CouchDB. */
    private static final Pattern IN_COUCH_DB = Pattern.compile("'document_storage_method'\\s*,\\s*'?0'?\\s*,\\s*'1'");

    private static final Set<String> READ_TABLES = Set.of(VERSION_TABLE, GLOBALS_TABLE);

    /** Statements that would do nothing here, or for which OpenEMR's user has no right and a deployment no use. */
    private static final Set<String> LEFT_OUT = Set.of("USE", "FLUSH", "ANALYZE", "OPTIMIZE");

    private static final Set<String> OBJECTS =
            Set.of("TABLE", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "DATABASE", "SCHEMA");

    private static final List<String> DELIMITERS = List.of("//", "$$", "~~", "%%", "@@@", "!!!");

    private static final Set<String> TRANSACTIONS = Set.of("START", "BEGIN", "COMMIT");

    private final DumpReader reader;
    private final OutputStream out;
    private final TableDefinition definition = new TableDefinition();
    private final SessionVariables variables = new SessionVariables();

    private final Map<String, Long> tables = new TreeMap<>();
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Set<String> views = new TreeSet<>();
    private final Set<String> triggers = new TreeSet<>();
    private final Set<String> routines = new TreeSet<>();
    private final Set<String> definers = new TreeSet<>();
    private final Set<String> databases = new LinkedHashSet<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final List<String> heading = new ArrayList<>();
    private String lastComment = "";
    private String version = "";
    private boolean couchDb;

    DumpTranslation(InputStream source, OutputStream out) {
        this.reader = new DumpReader(source, this::comment);
        this.out = out;
    }

    private void comment(String line) {
        if (line.contains(" Distrib ") || line.contains("Server version") || line.contains("phpMyAdmin")) {
            heading.add(line.replaceFirst("^[-# ]+", "").strip().replaceAll("\\s+", " "));
        }
        if (!line.isBlank()) {
            lastComment = line;
        }
    }

    DumpSummary run() throws IOException {
        for (var statement = reader.next(); statement.isPresent(); statement = reader.next()) {
            translate(statement.get());
        }
        out.flush();
        return new DumpSummary(
                String.join("; ", heading),
                lastComment.contains("Dump completed"),
                version,
                couchDb,
                tables,
                List.copyOf(views),
                List.copyOf(triggers),
                List.copyOf(routines),
                definition.engines(),
                definition.characterSets(),
                List.copyOf(definers),
                leftOut);
    }

    private void translate(DumpStatement statement) throws IOException {
        var solid = statement.solid();
        var first = solid.get(0).upper();
        if (statement.bringsRows()) {
            rows(statement, solid);
        } else if (first.equals("CREATE")) {
            create(statement, solid);
        } else if (first.equals("DROP")) {
            drop(statement, solid);
        } else if (first.equals("SET")) {
            refuseSeveral(statement, solid);
            var kept = variables.kept(statement);
            if (kept.isPresent()) {
                text(kept.get() + ";\n");
            } else {
                leaveOut("SET of what concerns the server");
            }
        } else if (first.equals("ALTER")) {
            alter(statement, solid);
        } else if (first.equals("LOCK") || first.equals("UNLOCK") || TRANSACTIONS.contains(first)) {
            write(statement, statement.tokens());
        } else if (isOfPercona(first, solid)) {
            leaveOut(first + " of Percona's mysqldump");
        } else if (LEFT_OUT.contains(first)) {
            if (first.equals("USE")) {
                database(solid.get(1).name(), statement);
            } else {
                leaveOut(first);
            }
        } else {
            throw refuse(statement, first + " is not taken over: the dump of a database does not need it");
        }
    }

    /** It asks whether a storage engine is there. */
    private static boolean isOfPercona(String first, List<SqlToken> solid) {
        return Set.of("SELECT", "PREPARE", "EXECUTE", "DEALLOCATE").contains(first)
                && (!first.equals("SELECT")
                        || solid.stream().anyMatch(token -> token.upper().startsWith("@ROCKSDB")));
    }

    /** All of one database. */
    private void database(String name, DumpStatement statement) {
        databases.add(name);
        if (databases.size() > 1) {
            throw refuse(
                    statement,
                    "it holds several databases (%s): dump the one of OpenEMR alone"
                            .formatted(String.join(", ", databases)));
        }
    }

    private void rows(DumpStatement statement, List<SqlToken> solid) throws IOException {
        var position = 1;
        var ignore = false;
        while (!solid.get(position).is("INTO")) {
            ignore |= solid.get(position).is("IGNORE");
            position++;
            if (position == solid.size()) {
                throw refuse(statement, "INSERT without INTO");
            }
        }
        var table = tableName(statement, solid, position + 1);
        var named = names(solid.subList(position + 2, solid.size() - 1));
        var verb = solid.get(0).is("REPLACE") ? "REPLACE" : ignore ? "INSERT IGNORE" : "INSERT";
        var list = named.isEmpty()
                ? ""
                : named.stream().map(DumpTranslation::quoted).collect(Collectors.joining(", ", " (", ")"));
        text("%s INTO %s%s VALUES".formatted(verb, quoted(table), list));
        var copy = new ByteArrayOutputStream();
        var brought = reader.copyRows(READ_TABLES.contains(table) ? new Both(out, copy) : out);
        text(";\n");
        tables.merge(table, brought, Long::sum);
        var text = copy.toString(StandardCharsets.ISO_8859_1);
        if (table.equals(GLOBALS_TABLE)) {
            couchDb |= IN_COUCH_DB.matcher(text).find();
        }
        if (table.equals(VERSION_TABLE)) {
            version = versionIn(text, named.isEmpty() ? columns.getOrDefault(table, List.of()) : named);
        }
    }

    /** The version in the first row: numbers, plain or as texts. */
    private static String versionIn(String rows, List<String> names) {
        var row = rows.replaceFirst("(?s)^[^(]*\\(", "")
                .replaceFirst("(?s)\\).*$", "")
                .split(",", -1);
        var parts = new ArrayList<String>();
        for (var part : List.of("v_major", "v_minor", "v_patch")) {
            var index = names.indexOf(part);
            if (index < 0 || index >= row.length || !row[index].strip().matches("'?[0-9]+'?")) {
                return "";
            }
            parts.add(row[index].strip().replace("'", ""));
        }
        return String.join(".", parts);
    }

    private void create(DumpStatement statement, List<SqlToken> solid) throws IOException {
        var object = object(statement, solid);
        switch (object.token().upper()) {
            case "TABLE" -> {
                var table = tableName(statement, solid, afterIfExists(solid, object.position() + 1));
                columns.put(table, TableDefinition.columns(statement));
                tables.putIfAbsent(table, 0L);
                write(statement, definition.rewritten(statement));
            }
            case "VIEW" -> {
                var view = tableName(statement, solid, afterIfExists(solid, object.position() + 1));
                views.add(view);
                // Older programs write a table in its place first.
                tables.remove(view);
                write(statement, asDefiner(withoutDefiner(statement)));
            }
            case "TRIGGER", "PROCEDURE", "FUNCTION" -> {
                var name = tableName(statement, solid, afterIfExists(solid, object.position() + 1));
                if (solid.stream().anyMatch(token -> token.is("SONAME"))) {
                    throw refuse(statement, "the function " + name + " is a library of the server");
                }
                (object.token().is("TRIGGER") ? triggers : routines).add(name);
                writeBody(statement, asDefiner(withoutDefiner(statement)));
            }
            case "EVENT" -> leaveOut("EVENT");
            default ->
                database(solid.get(afterIfExists(solid, object.position() + 1)).name(), statement);
        }
    }

    private void drop(DumpStatement statement, List<SqlToken> solid) throws IOException {
        var found = object(statement, solid);
        var object = found.token().upper();
        if (object.equals("DATABASE") || object.equals("SCHEMA") || object.equals("EVENT")) {
            leaveOut("DROP " + object);
            return;
        }
        var position = afterIfExists(solid, found.position() + 1);
        var name = tableName(statement, solid, position);
        if (position != solid.size() - 1) {
            throw refuse(statement, "DROP of more than one name");
        }
        if (object.equals("TABLE")) {
            tables.remove(name);
        }
        text("DROP %s IF EXISTS %s;\n".formatted(object, quoted(name)));
    }

    private void alter(DumpStatement statement, List<SqlToken> solid) throws IOException {
        if (!solid.get(1).is("TABLE")) {
            leaveOut("ALTER " + solid.get(1).upper());
        } else if (solid.get(solid.size() - 1).is("KEYS")) {
            // InnoDB does not know it: DISABLE KEYS, ENABLE KEYS.
            leaveOut("ALTER TABLE ... KEYS");
        } else if (solid.stream().anyMatch(token -> token.is("RENAME"))) {
            throw refuse(statement, "a table gets another name");
        } else {
            tableName(statement, solid, 2);
            write(statement, definition.rewritten(statement));
        }
    }

    private record ObjectAt(SqlToken token, int position) {}

    /** What a statement is about: the first word that says so. */
    private static ObjectAt object(DumpStatement statement, List<SqlToken> solid) {
        for (var position = 1; position < solid.size(); position++) {
            var token = solid.get(position);
            if (isObject(token)) {
                return new ObjectAt(token, position);
            }
        }
        throw refuse(
                statement,
                "%s of what is unknown is not taken over".formatted(solid.get(0).upper()));
    }

    private static boolean isObject(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD && OBJECTS.contains(token.upper());
    }

    /** Behind IF NOT EXISTS and IF EXISTS. */
    private static int afterIfExists(List<SqlToken> solid, int position) {
        var next = position;
        while (next < solid.size() - 1
                && (solid.get(next).is("IF")
                        || solid.get(next).is("NOT")
                        || solid.get(next).is("EXISTS"))) {
            next++;
        }
        return next;
    }

    /** A name in the one database there is, which holds no sign that means something elsewhere. */
    private static String tableName(DumpStatement statement, List<SqlToken> solid, int position) {
        if (position >= solid.size()) {
            throw refuse(statement, "a name is missing");
        }
        var name = solid.get(position).name();
        var isQualified =
                position + 1 < solid.size() && solid.get(position + 1).text().startsWith(".");
        if (isQualified || !PLAIN_NAME.matcher(name).matches()) {
            throw refuse(statement, "%s is no plain name".formatted(name));
        }
        return name;
    }

    private static List<String> names(List<SqlToken> list) {
        return list.stream()
                .filter(token -> token.kind() == SqlToken.Kind.NAME || token.kind() == SqlToken.Kind.WORD)
                .map(SqlToken::name)
                .toList();
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Without who it belonged to: it belongs to whoever runs the statement. */
    private List<SqlToken> withoutDefiner(DumpStatement statement) {
        var kept = new ArrayList<SqlToken>();
        var tokens = statement.tokens();
        for (var position = 0; position < tokens.size(); position++) {
            var token = tokens.get(position);
            if (isObject(token)) {
                kept.addAll(tokens.subList(position, tokens.size()));
                return kept;
            }
            if (token.is("DEFINER") && nextSolid(tokens, position).is("=")) {
                position = skipDefiner(tokens, position);
                kept.add(SqlToken.BLANK);
            } else {
                kept.add(token);
            }
        }
        return kept;
    }

    /** With the rights of OpenEMR's user, whoever calls it: an administrator may. */
    private static List<SqlToken> asDefiner(List<SqlToken> tokens) {
        var kept = new ArrayList<>(tokens);
        for (var position = 2; position < kept.size(); position++) {
            if (kept.get(position).is("INVOKER")) {
                kept.set(position, new SqlToken(SqlToken.Kind.WORD, "DEFINER"));
            }
        }
        return kept;
    }

    private static SqlToken nextSolid(List<SqlToken> tokens, int position) {
        return tokens.subList(position + 1, tokens.size()).stream()
                .filter(token -> !token.isSpace())
                .findFirst()
                .orElse(SqlToken.BLANK);
    }

    /** The user, with or without its host, and whatever quotes there are. Gives the position of its last part. */
    private int skipDefiner(List<SqlToken> tokens, int position) {
        var end = position + 1;
        while (tokens.get(end).isSpace() || tokens.get(end).is("=")) {
            end++;
        }
        var user = new StringBuilder(tokens.get(end).unquoted());
        if (end + 1 < tokens.size() && tokens.get(end + 1).text().startsWith("@")) {
            end++;
            user.append(tokens.get(end).text());
            if (tokens.get(end).text().equals("@")) {
                end++;
                user.append(tokens.get(end).unquoted());
            }
        } else if (end + 2 < tokens.size() && tokens.get(end + 1).is("(")) {
            end += 2;
        }
        definers.add(user.toString());
        return end;
    }

    private void write(DumpStatement statement, List<SqlToken> tokens) throws IOException {
        refuseSeveral(statement, tokens);
        text(joined(tokens) + ";\n");
    }

    private static void refuseSeveral(DumpStatement statement, List<SqlToken> tokens) {
        if (tokens.stream().anyMatch(token -> token.is(";"))) {
            throw refuse(statement, "several statements are written as one");
        }
    }

    /** What holds statements itself, between delimiters that it does not hold. */
    private void writeBody(DumpStatement statement, List<SqlToken> tokens) throws IOException {
        var body = joined(tokens);
        var delimiter = DELIMITERS.stream()
                .filter(sign -> !body.contains(sign))
                .findFirst()
                .orElseThrow(() -> refuse(statement, "it holds all signs that could end it"));
        text("DELIMITER %s\n%s\n%s\nDELIMITER ;\n".formatted(delimiter, body, delimiter));
    }

    private static String joined(List<SqlToken> tokens) {
        return tokens.stream()
                .map(Collations::known)
                .map(SqlToken::text)
                .collect(Collectors.joining())
                .strip();
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void leaveOut(String what) {
        leftOut.merge(what.toUpperCase(Locale.ROOT), 1L, Long::sum);
    }

    static Failure refuse(DumpStatement statement, String why) {
        return Failure.failed("The dump, line %d: %s.".formatted(statement.line(), why));
    }

    /** Writes twice. */
    private static final class Both extends OutputStream {

        private static final int MOST = 4 << 20;

        private final OutputStream first;
        private final ByteArrayOutputStream second;

        Both(OutputStream first, ByteArrayOutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int value) throws IOException {
            first.write(value);
            if (second.size() < MOST) {
                second.write(value);
            }
        }
    }
}

package org.openemr.aws.operator.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.Sample;

/** Dumps that a real MariaDB writes, brought into a real MariaDB by a user that has rights over one schema only. */
// Classes of this module run side by side, and the programs of the database are unpacked once for all.
@ResourceLock("MariaDB")
class RealDumpTest {

    private static final List<String> ROWS =
            List.of("--skip-comments", "--no-create-info", "--skip-triggers", "--order-by-primary", "--hex-blob");

    @TempDir
    private static Path directory;

    @AutoClose
    private static RealDatabase database;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        database = RealDatabase.start(directory);
    }

    /** An installation with what a dump of one may hold. */
    @BeforeEach
    void install() throws IOException {
        database.reset();
        database.query("DROP DATABASE IF EXISTS openemr; CREATE DATABASE openemr CHARACTER SET utf8mb3; USE openemr;\n"
                + text("real.sql"));
    }

    private static Stream<String> options() {
        return Sample.of(
                List.of(
                        "--triggers",
                        "--routines --events --databases",
                        "--skip-extended-insert --complete-insert --hex-blob --routines",
                        "--compact --routines",
                        "--single-transaction --quick --no-tablespaces --insert-ignore --skip-comments",
                        "--replace --skip-add-locks --default-character-set=latin1",
                        "--skip-opt --create-options"),
                2);
    }

    @ParameterizedTest
    @MethodSource("options")
    void comesAcross(String options) throws IOException {
        if (options.contains("latin1")) {
            database.query("UPDATE openemr.patient_data SET note = 'café'");
        }
        var before = database.dump(ROWS.toArray(String[]::new));
        var file = directory.resolve("dump.sql");
        var out = new ByteArrayOutputStream();
        database.dump(Stream.concat(Stream.of("--result-file=" + file), Stream.of(options.split(" ", -1)))
                .toArray(String[]::new));

        var summary = new Dump(file).translate(out);
        emptied();
        database.query(out.toByteArray(), "openemr", "secret");

        assertThat(database.dump(ROWS.toArray(String[]::new))).isEqualTo(before);
        assertThat(summary.version()).isEqualTo("7.0.3");
        assertThat(summary.tables()).isEqualTo(counted());
        assertThat(summary.views()).containsExactly("names");
        assertThat(
                        database.query(
                                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'openemr' AND engine <> 'InnoDB'"))
                .isEqualTo("0\n");
        assertThat(asOpenEmr("SELECT lname FROM openemr.names WHERE lname LIKE 'M%'"))
                .isEqualTo("Müller\n");
        if (!options.contains("skip-opt")) {
            assertThat(database.query(
                            "SELECT DEFINER FROM information_schema.triggers WHERE trigger_schema = 'openemr'"))
                    .isEqualTo("openemr@%\n");
        }
        if (options.contains("routines")) {
            assertThat(asOpenEmr("CALL patients_named('Li'); SELECT twice(21)")).isEqualTo("1\n42\n");
        }
        if (options.contains("events")) {
            assertThat(summary.leftOut()).containsEntry("EVENT", 1L);
        }
    }

    /** A row that is larger than what is read at once, and many of them. */
    @Test
    void largeRowsComeAcross() throws IOException {
        database.query(
                "INSERT INTO openemr.documents SELECT 100 + seq, NULL, REPEAT('a''\\\\\\n', 40000) FROM openemr.numbers WHERE seq < 8");
        database.query(
                "INSERT INTO openemr.users SELECT 10 + a.seq * 10 + b.seq, 'x' FROM openemr.numbers a, openemr.numbers b");
        comesAcross("--triggers");
    }

    private static String asOpenEmr(String sql) {
        return database.query(sql.getBytes(StandardCharsets.UTF_8), "openemr", "secret");
    }

    private static void emptied() {
        database.query("""
                DROP DATABASE openemr; CREATE DATABASE openemr CHARACTER SET utf8mb4; DROP USER IF EXISTS 'openemr'@'%';
                CREATE USER 'openemr'@'%' IDENTIFIED BY 'secret'; GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';""");
    }

    private static Map<String, Long> counted() {
        var counts = database.query(
                "SELECT CONCAT('SELECT ''', table_name, ''', COUNT(*) FROM openemr.`', table_name, '`;')"
                        + " FROM information_schema.tables WHERE table_schema = 'openemr' AND table_type = 'BASE TABLE'");
        return database.query(counts)
                .lines()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1])));
    }

    private static String text(String name) throws IOException {
        try (var stream = Objects.requireNonNull(RealDumpTest.class.getResourceAsStream("/dumps/" + name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

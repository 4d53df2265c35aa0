package org.openemr.aws.operator.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.Failure;

/** Dumps as old servers write them, and what an attacker writes. */
class DumpTest {

    @TempDir
    private Path directory;

    @Test
    void readsADumpOfMySql55() throws IOException {
        var out = new ByteArrayOutputStream();

        var summary = sample("mysql-5.5.sql").translate(out);

        assertThat(summary.server()).contains("Distrib 5.5.62", "Server version 5.5.62");
        assertThat(summary.complete()).isTrue();
        assertThat(summary.version()).isEqualTo("5.0.1");
        assertThat(summary.tables())
                .isEqualTo(Map.of("documents", 3L, "globals", 0L, "patient_data", 3L, "users", 1L, "version", 1L));
        assertThat(new Inspection("", "", summary.version(), summary.tables(), false).rowCount())
                .isEqualTo(8);
        assertThat(summary.views()).containsExactly("names");
        assertThat(summary.triggers()).containsExactly("trimmed");
        assertThat(summary.routines()).containsExactly("patients_named", "twice");
        assertThat(summary.definers()).containsExactly("clinic@%", "clinic@localhost", "root@localhost");
        assertThat(summary.engines()).isEqualTo(Map.of("InnoDB", 2L, "MyISAM", 3L));
        assertThat(summary.characterSets()).containsExactly("latin1", "utf8");
        assertThat(summary.leftOut()).isEqualTo(Map.of("ALTER TABLE ... KEYS", 2L));
        summary.requireOpenEmr();
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "it''s (one), \\'two\\'; -- not a comment /*!50003 neither */",
                        "DEFINER=`root`@`localhost` \\\\")
                .contains("COMMENT 'a ; semicolon, a ''quote'' and ENGINE=MyISAM'", "COMMENT='engine = MyISAM'")
                .contains(
                        "SET SQL_MODE = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'", "SET SQL_MODE = @SAVED_SQL_MODE")
                .doesNotContain(
                        "NO_AUTO_CREATE_USER",
                        "CREATE DATABASE",
                        "USE `",
                        "PACK_KEYS",
                        "ROW_FORMAT",
                        "/*!4",
                        "/*!50001",
                        "clinic");
        assertThat(text.split("ENGINE=InnoDB", -1)).hasSize(6);
    }

    @Test
    void readsADumpOfMySql80() throws IOException {
        var out = new ByteArrayOutputStream();

        var summary = sample("mysql-8.0.sql").translate(out);

        assertThat(summary.version()).isEqualTo("7.0.3");
        assertThat(summary.complete()).isFalse();
        assertThat(summary.rows("patient_data")).isEqualTo(2);
        assertThat(summary.leftOut())
                .isEqualTo(Map.of("EVENT", 1L, "DROP EVENT", 1L, "SET OF WHAT CONCERNS THE SERVER", 3L));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("INVISIBLE", "(_binary '7'),(8)")
                .doesNotContain("GTID", "SQL_LOG_BIN=", "ENCRYPTION", "EVENT");
    }

    @Test
    void readsAPackedOne() throws IOException {
        var packed = directory.resolve("dump.sql.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(bytesOf("mysql-5.5.sql"));
        }

        assertThat(new Dump(packed).inspect()).isEqualTo(sample("mysql-5.5.sql").inspect());

        var content = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(content, content.length - 40));
        assertThatThrownBy(() -> new Dump(packed).inspect())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was cut off");
    }

    /** What was translated is a dump, too, and nothing changes a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql-5.5.sql", "mysql-8.0.sql"})
    void whatIsWrittenIsReadAsTheSame(String name) throws IOException {
        var once = new ByteArrayOutputStream();
        var summary = sample(name).translate(once);
        var twice = new ByteArrayOutputStream();

        var again = dump(once.toByteArray()).translate(twice);

        assertThat(again.tables()).isEqualTo(summary.tables());
        assertThat(again.triggers()).isEqualTo(summary.triggers());
        assertThat(again.routines()).isEqualTo(summary.routines());
        assertThat(again.definers()).isEmpty();
        assertThat(again.leftOut()).isEmpty();
    }

    /** MariaDB writes comments for itself, and names that MySQL does not know. */
    @Test
    void takesMariaDbsOwnOut() throws IOException {
        var out = new ByteArrayOutputStream();

        var summary = dump("""
                /*M!999999\\- enable the sandbox mode */
                -- MariaDB dump 10.19-11.4.2-MariaDB, for debian-linux-gnu (x86_64)
                /*!40101 SET NAMES utf8mb4 */;
                /*M!100616 SET @OLD_NOTE_VERBOSITY=@@NOTE_VERBOSITY, NOTE_VERBOSITY=0 */;
                CREATE TABLE `t` (
                  `a` varchar(9) COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
                  `b` int(11) GENERATED ALWAYS AS (1) PERSISTENT,
                  `c` longtext CHECK (json_valid(`c`))
                ) ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci PAGE_CHECKSUM=1 `encrypted`=yes;
                SET collation_connection = 'utf8mb4_uca1400_ai_ci';
                """.replace(" `encrypted`=yes", "")).translate(out);

        assertThat(summary.engines()).isEqualTo(Map.of("Aria", 1L));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "COLLATE=utf8mb4_unicode_ci",
                        "COLLATE utf8mb4_unicode_ci",
                        "STORED",
                        "COLLATION_CONNECTION = utf8mb4_unicode_ci")
                .doesNotContain("uca1400", "PERSISTENT", "PAGE_CHECKSUM", "NOTE_VERBOSITY", "sandbox");
    }

    /** Whatever is not rows, tables, views, triggers and routines of one database. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch /tmp/x",
                "SELECT 1; \\! touch /tmp/x",
                "source /etc/passwd",
                "system touch /tmp/x",
                "CREATE TABLE `t` (`a` int) \\! x\n;",
                "LOAD DATA INFILE '/etc/passwd' INTO TABLE t;",
                "SELECT 1 INTO OUTFILE '/tmp/x';",
                "GRANT ALL ON *.* TO 'x'@'%';",
                "CREATE USER 'x'@'%';",
                "INSTALL PLUGIN x SONAME 'x.so';",
                "CREATE FUNCTION x RETURNS INT SONAME 'x.so';",
                "INSERT INTO `t` SELECT * FROM mysql.user;",
                "INSERT INTO `t` VALUES (LOAD_FILE('/etc/passwd'));",
                "INSERT INTO `t` VALUES ((SELECT 1));",
                "INSERT INTO `t` VALUES (1) ON DUPLICATE KEY UPDATE a = SLEEP(9);",
                "INSERT INTO `t` VALUES (1 /* x */);",
                "INSERT INTO `mysql`.`user` VALUES (1);",
                "INSERT INTO `t``; DROP TABLE x; --` VALUES (1);",
                "CREATE TABLE `../t` (`a` int);",
                "CREATE TABLE `t` (`a` int) DATA DIRECTORY='/tmp' ENGINE=InnoDB;",
                "USE a; USE b;",
                "CREATE DATABASE a; CREATE DATABASE b;",
                "SET SQL_MODE='ANSI_QUOTES';",
                "SET SQL_MODE='NO_BACKSLASH_ESCAPES';",
                "SET NAMES gbk;",
                "DELIMITER \\g\n",
                "CALL x();",
                "DO SLEEP(1000);",
                "CHANGE MASTER TO MASTER_HOST='x';",
                "INSERT INTO `t` VALUES ('cut off",
                "CREATE TABLE `t` (",
                "INSERT INTO `t` VALUES (1",
                "/* cut off",
                "INSERT INTO `t` VALUES (1)-- '\n\\! touch /tmp/x\n-- '\n;",
                "INSERT INTO `t` VALUES (1)--;",
                "/*!50000 SET @a=1;\nsystem touch /tmp/x\nx */;",
                "/*!50000 DROP TABLE `a`; GRANT ALL ON *.* TO x */;",
                "DELIMITER $$\nDROP TABLE `a`;\nsystem touch /tmp/x\nx $$",
                "DELIMITER $$\nCREATE TABLE `a` (`a` int);\nsystem touch /tmp/x\nx $$",
                "SET sql_mode = 1048576;",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES';",
                "CREATE TABLE `t` (`a` text) --\u000b'\n;\n\\! touch /tmp/x\n';\n",
                "CREATE TABLE `t` (`a` text) --\u000c'\n;",
                "SET character_set_client = 28;",
                "SET NAMES 28;",
                "ALTER TABLE `a` RENAME TO `b`;",
                "DROP TABLE `mysql`.`user`;",
                "ALTER TABLE `mysql`.`user` ADD `a` int;",
                "CREATE TABLE `t` (`a` int) PARTITION BY HASH(`a`) (PARTITION p DATA DIRECTORY = '/tmp');",
                "SELECT 1;",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x');"
            })
    void refusesWhatADumpDoesNotNeed(String sql) {
        assertThatThrownBy(() -> dump(sql).inspect())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("The dump, line ");
    }

    /** What changes the server is not run, and a dump that has it is a dump nevertheless. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GLOBAL general_log = 1;",
                "SET @@GLOBAL.general_log = 1;",
                "SET @@general_log = 1;",
                "SET PERSIST max_connections = 1;",
                "SET PASSWORD = 'x';",
                "SET @x = 'NO_BACKSLASH_ESCAPES';",
                "SET sql_mode = @x;",
                "SET sql_mode = CONCAT('NO_BACKSLASH', '_ESCAPES');",
                "SET @a = @@version_comment, sql_mode = @a;",
                "SET @a = (SELECT 1);",
                "SET sql_notes = 2;",
                "SET @a = \"'\", sql_mode = 'PIPES_AS_CONCAT';",
                "PREPARE s FROM 'x';",
                "FLUSH PRIVILEGES;",
                "DROP DATABASE openemr;",
                "ALTER DATABASE x CHARACTER SET latin1;"
            })
    void leavesOutWhatConcernsTheServer(String sql) throws IOException {
        var out = new ByteArrayOutputStream();

        var summary = dump(sql).translate(out);

        assertThat(summary.leftOut()).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain(
                        "general_log",
                        "max_connections",
                        "PASSWORD",
                        "FLUSH",
                        "DROP",
                        "ALTER",
                        "ESCAPES",
                        "@x",
                        "SELECT");
    }

    /** phpMyAdmin's delimiter is a letter of names, too, and its views are tables first. */
    @Test
    void readsADumpOfPhpMyAdmin() throws IOException {
        var out = new ByteArrayOutputStream();

        var summary = dump("""
                -- phpMyAdmin SQL Dump
                SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
                START TRANSACTION;
                SET time_zone = "+00:00";
                DELIMITER $$
                CREATE DEFINER=`root`@`localhost` PROCEDURE `p` () SQL SECURITY INVOKER BEGIN SELECT 1; SELECT IF(definer = 1, 2, 3); END$$
                DELIMITER ;
                CREATE TABLE `v` (`a` int);
                CREATE TABLE `t` (`a` int) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_nopad_ci `ENCRYPTED`=YES;
                DROP TABLE IF EXISTS `v`;
                CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`localhost` SQL SECURITY INVOKER VIEW `v` AS SELECT `t`.`a` AS `a` FROM `t`;
                ALTER TABLE `t` ADD PRIMARY KEY (`a`);
                COMMIT;
                /*!50717 SELECT COUNT(*) INTO @rocksdb_has_p_s_session_variables FROM INFORMATION_SCHEMA.TABLES */;
                /*!50717 PREPARE s FROM @rocksdb_get_is_supported */;
                """).translate(out);

        assertThat(summary.tables()).isEqualTo(Map.of("t", 0L));
        assertThat(summary.views()).containsExactly("v");
        assertThat(summary.routines()).containsExactly("p");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("SQL SECURITY DEFINER VIEW", "IF(definer = 1, 2, 3)", "latin1_swedish_ci", "END\n//")
                .doesNotContain("INVOKER", "ENCRYPTED", "rocksdb");
    }

    /** One that is larger than all that is kept whole. */
    @Test
    void aTextWithoutAnEndIsRefused() {
        assertThatThrownBy(
                        () -> dump("SET @a = '" + "x".repeat(17 << 20) + "';").inspect())
                .hasMessageContaining("too long");
        assertThatThrownBy(
                        () -> dump("SET @a = 1" + "+1".repeat(1_000_000) + ";").inspect())
                .hasMessageContaining("larger than");
    }

    @Test
    void aMarkOfUtf8IsNoStatement() throws IOException {
        assertThat(dump("\uFEFFCREATE TABLE `t` (`a` int);").inspect().tables()).containsOnlyKeys("t");
    }

    @Test
    void saysWhatIsNotOpenEmr() throws IOException {
        var summary = dump("CREATE TABLE `wp_posts` (`a` int);").inspect();

        assertThatThrownBy(summary::requireOpenEmr).hasMessageContaining("no table version, users, patient_data");
    }

    @Test
    void documentsInCouchDbAreNotInADump() throws IOException {
        var text = new String(bytesOf("mysql-5.5.sql"), StandardCharsets.UTF_8)
                + "INSERT INTO `globals` VALUES ('phone',0,'1'),('document_storage_method',0,'1');";
        var summary = dump(text).inspect();

        assertThatThrownBy(summary::requireOpenEmr).hasMessageContaining("keeps documents in CouchDB");
    }

    @Test
    void saysWhenTheVersionIsUnknown() throws IOException {
        var text = new String(bytesOf("mysql-5.5.sql"), StandardCharsets.UTF_8).replace("INSERT INTO `version`", "-- ");
        var summary = dump(text).inspect();

        assertThatThrownBy(summary::requireOpenEmr).hasMessageContaining("does not say which version");
    }

    @Test
    void theLineIsThatOfTheStatement() {
        assertThatThrownBy(() -> dump("SET NAMES utf8;\n\n-- a\nCALL x();\n").inspect())
                .hasMessageContaining("line 4: CALL");
    }

    /** Bytes of any character set stay as they are. */
    @Test
    void rowsAreCopiedByteByByte() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write("INSERT INTO `t` VALUES ('".getBytes(StandardCharsets.US_ASCII));
        for (var value = 0; value < 256; value++) {
            if (value == '\\' || value == '\'') {
                bytes.write('\\');
            }
            bytes.write(value);
        }
        bytes.write("');\n".getBytes(StandardCharsets.US_ASCII));
        var out = new ByteArrayOutputStream();

        dump(bytes.toByteArray()).translate(out);

        var expected = bytes.toString(StandardCharsets.ISO_8859_1);
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).endsWith(expected);
    }

    private Dump sample(String name) throws IOException {
        return dump(bytesOf(name));
    }

    private Dump dump(String sql) throws IOException {
        return dump(sql.getBytes(StandardCharsets.UTF_8));
    }

    private Dump dump(byte[] content) throws IOException {
        return new Dump(Files.write(directory.resolve("dump.sql"), content));
    }

    static byte[] bytesOf(String name) throws IOException {
        try (var stream = Objects.requireNonNull(DumpTest.class.getResourceAsStream("/dumps/" + name))) {
            return stream.readAllBytes();
        }
    }
}

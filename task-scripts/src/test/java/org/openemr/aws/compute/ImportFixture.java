package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.openemr.aws.contracts.ImportObjects;
import org.openemr.aws.testsupport.Programs;
import org.openemr.aws.testsupport.RealDatabase;

/** A fresh installation with a real database, and another one that was uploaded for it. */
final class ImportFixture implements AutoCloseable {

    static final String IMPORT = OPENEMR + "/sites/.import";

    static final String FRESH = """
            CREATE DATABASE openemr; USE openemr;
            CREATE TABLE patient_data (pid BIGINT PRIMARY KEY, lname VARCHAR(255));
            CREATE TABLE version (v_major INT, v_minor INT, v_patch INT, v_database INT);
            INSERT INTO version VALUES (8, 4, 1, 541);
            CREATE TABLE fresh (note VARCHAR(20)); INSERT INTO fresh VALUES ('made here');
            """;

    static final String OLD = """
            CREATE TABLE patient_data (pid BIGINT PRIMARY KEY, lname VARCHAR(255) CHARACTER SET latin1);
            INSERT INTO patient_data VALUES (1, 'Müller'), (2, 'O''Hara');
            CREATE TABLE version (v_major INT, v_minor INT, v_patch INT, v_database INT);
            INSERT INTO version VALUES (7, 0, 3, 500);
            CREATE TABLE documents (id INT PRIMARY KEY, storagemethod TINYINT NOT NULL DEFAULT 0); INSERT INTO documents VALUES (1, 0);
            CREATE TABLE background_services (name VARCHAR(31) PRIMARY KEY, active TINYINT);
            INSERT INTO background_services VALUES ('Email''s', 1), ('MedEx', 0);
            DELIMITER //
            CREATE TRIGGER named BEFORE INSERT ON patient_data FOR EACH ROW BEGIN SET NEW.lname = TRIM(NEW.lname); END
            //
            DELIMITER ;
            CREATE VIEW names AS SELECT lname FROM patient_data;
            """;

    private final RealObjects objects = new RealObjects();
    private final Path root;
    private final RealDatabase database;
    private ContainerFixture container;

    ImportFixture(Path root, RealDatabase database) {
        this.root = root;
        this.database = database;
        install();
    }

    /** A database, where the machine has what a test needs. */
    static RealDatabase startDatabase(Path directory) {
        assumeTrue(Shells.isInstalled("openssl", "version"), "openssl is not installed");
        assumeTrue(Shells.isInstalled("busybox", "true"), "busybox is not installed");
        assumeTrue(Shells.isInstalled("curl", "--version"), "curl is not installed");
        return RealDatabase.start(directory);
    }

    ContainerFixture container() {
        return container;
    }

    RealObjects objects() {
        return objects;
    }

    /** A fresh installation of 8.4.1, and an upload of 7.0.3. */
    void install() {
        database.reset();
        database.query(FRESH + """
                CREATE USER 'openemr'@'%' IDENTIFIED BY 'userSecret'; GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';""");
        container = ContainerFixture.installed(root)
                .on(database)
                .withReal("curl")
                .withStandIn("tar")
                .withStandIn("mv")
                .write(SITE + "/documents/certificates/mysql-ca", database.authority())
                .write(SITE + "/documents/certificates/redis-ca", "cache")
                .write(SITE + "/documents/fresh.txt", "made here")
                .write(SITE + "/documents/smarty/main/index.html", "")
                .write(SITE + "/LBF/plugin.php", "<?php // of this version")
                .write("root/docker-version", "16")
                .write(
                        OPENEMR + "/version.php",
                        "<?php\n$v_major = '8';\n$v_minor = '4';\n$v_patch = '1';\n$v_database = 541;\n")
                .with("VERSION", "7.0.3")
                .with("UPLOAD", "one");
        for (var step : Map.of(1, "5.0.1", 6, "7.0.1", 7, "7.0.2", 8, "7.0.4", 15, "8.4.0")
                .entrySet()) {
            container.write(
                    "root/fsupgrade-%d.sh".formatted(step.getKey()),
                    "#!/bin/bash\npriorOpenemrVersion=\"%s\"\n".formatted(step.getValue()));
        }
        objects.variables().forEach(container::with);
        upload(OLD);
        uploadFiles(root.resolve("upload"));
    }

    void upload(String sql) {
        objects.put(ImportObjects.DATABASE, packed(sql.getBytes(StandardCharsets.UTF_8)));
    }

    void uploadFiles(Path directory) {
        objects.put(ImportObjects.FILES, packed(archive(directory)));
    }

    void assertImported() {
        assertThat(database.query("SELECT lname FROM openemr.names ORDER BY 1")).isEqualTo("Müller\nO'Hara\n");
        assertThat(database.query("SHOW TABLES FROM openemr LIKE 'fresh'")).isEmpty();
        assertThat(database.query("SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'openemr'"))
                .isEqualTo("openemr@%\n");
        assertThat(container.text(SITE + "/documents/7/scan.txt")).isEqualTo("a scan");
        assertThat(container.text(SITE + "/sqlconf.php")).contains("$config = 1;", "'userSecret'");
        assertThat(container.text(SITE + "/documents/certificates/mysql-ca")).isEqualTo(database.authority());
        assertThat(container.text(SITE + "/documents/certificates/redis-ca")).isEqualTo("cache");
        assertThat(container.file(SITE + "/documents/logs_and_misc/methods")).isDirectory();
        assertThat(container.file(SITE + "/documents/smarty/main")).isEmptyDirectory();
        assertThat(container.text(SITE + "/LBF/plugin.php")).isEqualTo("<?php // of this version");
        assertThat(container.text(SITE + "/docker-version")).isEqualTo("6");
        assertThat(container.file(SITE + "/documents/fresh.txt")).doesNotExist();
    }

    void assertFresh() {
        assertThat(database.query("SELECT note FROM openemr.fresh")).isEqualTo("made here\n");
        assertThat(database.query("SELECT COUNT(*) FROM openemr.patient_data")).isEqualTo("0\n");
        assertThat(database.query("SHOW TABLES FROM openemr LIKE 'names'")).isEmpty();
        assertThat(container.text(SITE + "/documents/fresh.txt")).isEqualTo("made here");
        assertThat(container.text(SITE + "/docker-version")).isEqualTo("9");
        assertThat(container.file(SITE + "/documents/7")).doesNotExist();
        assertThat(container.file(IMPORT)).doesNotExist();
    }

    ContainerFixture.Result run(String action, String shell) {
        return container.with("ACTION", action).run(TaskScript.IMPORT, shell);
    }

    private static byte[] archive(Path upload) {
        try {
            Files.createDirectories(upload.resolve("documents/7"));
            Files.writeString(upload.resolve("documents/7/scan.txt"), "a scan");
            Files.writeString(upload.resolve("sqlconf.php"), "<?php // the old one");
            var file = Files.createTempFile("upload", ".tar");
            Programs.run("", List.of("tar", "-c", "-f", file.toString(), "-C", upload.toString(), "."));
            var content = Files.readAllBytes(file);
            Files.delete(file);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        objects.close();
    }
}

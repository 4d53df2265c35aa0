package org.openemr.aws.operator.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.testsupport.Sample;

/** Archives as people make them, and as attackers do. */
class SiteFilesTest {

    private static final Map<String, String> SITE = Map.of(
            "default/sqlconf.php", "<?php $pass = 'old';",
            "default/docker-version", "6",
            "default/config.php", "<?php",
            "default/images/logo.gif", "GIF",
            "default/documents/7/scan.pdf", "%PDF",
            "default/documents/8/0a1b", "007kZm9vYmFyYmF6cXV4",
            "default/documents/certificates/mysql-ca", "old",
            "default/documents/certificates/ldap-ca", "ldap",
            "default/documents/logs_and_misc/methods/sevena", "key",
            "default/documents/smarty/main/x.tpl.php", "cache");

    @TempDir
    private Path directory;

    /** How people pack it. */
    @TestFactory
    Stream<DynamicTest> bringsWhatBelongsToTheInstallation() throws IOException {
        return Stream.of("", "sites/", "./sites/", "var/www/html/openemr/sites/")
                .flatMap(
                        prefix -> Stream.of("tar", "tar.gz", "zip", "directory").map(kind -> Map.entry(prefix, kind)))
                .map(example -> DynamicTest.dynamicTest(example.getKey() + " " + example.getValue(), () -> {
                    var content = new LinkedHashMap<String, String>();
                    site().forEach((name, text) -> content.put(example.getKey() + name, text));
                    if (example.getKey().contains("openemr")) {
                        content.put("var/www/html/openemr/interface/globals.php", "<?php");
                    }
                    var out = new ByteArrayOutputStream();

                    var summary = new SiteFiles(packed(example.getValue(), content), false).pack(out);

                    assertThat(unpacked(out))
                            .isEqualTo(Map.of(
                                    "images/logo.gif", "GIF",
                                    "documents/7/scan.pdf", "%PDF",
                                    "documents/8/0a1b", "007kZm9vYmFyYmF6cXV4",
                                    "documents/certificates/ldap-ca", "ldap",
                                    "documents/logs_and_misc/methods/sevena", "key"));
                    assertThat(summary.root()).endsWith("default");
                    assertThat(summary.files()).isEqualTo(5);
                    assertThat(summary.documents()).isEqualTo(2);
                    assertThat(summary.encrypted()).isEqualTo(1);
                    assertThat(summary.keys()).containsExactly("sevena");
                    assertThat(summary.code()).containsExactly("config.php");
                    assertThat(summary.caches()).isEqualTo(1);
                }));
    }

    private static Map<String, String> site() {
        return new TreeMap<>(SITE);
    }

    @Test
    void bringsProgramsWhenTheyAreWanted() throws IOException {
        var out = new ByteArrayOutputStream();

        new SiteFiles(packed("tar", site()), true).pack(out);

        assertThat(unpacked(out)).containsKey("config.php").doesNotContainKeys("sqlconf.php", "docker-version");
    }

    /** OpenEMR has a file of that name where its programs are. */
    @Test
    void theWholeProgramHasOneSite() throws IOException {
        var content = new TreeMap<String, String>();
        site().forEach((name, text) -> content.put("documents/openemr/sites/" + name, text));
        content.put("documents/openemr/library/sqlconf.php", "<?php");

        var summary = new SiteFiles(packed("tar.gz", content), false).inspect();

        assertThat(summary.root()).isEqualTo("documents/openemr/sites/default");
        assertThat(summary.documents()).isEqualTo(2);
    }

    @Test
    void namesOfAnotherCharacterSetAreRefused() throws IOException {
        var archive = Files.readString(
                tar(List.of(Map.entry("default/documents/1/M?ller.pdf", "x"))), StandardCharsets.ISO_8859_1);
        var file = Files.write(
                directory.resolve("latin1.tar"),
                archive.replace("M?ller", "M\u00FCller").getBytes(StandardCharsets.ISO_8859_1));

        var files = new SiteFiles(file, false);

        assertThatThrownBy(files::inspect).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"documents/certificates", "documents/logs_and_misc", "documents/logs_and_misc/methods"})
    void aFileInThePlaceOfADirectoryIsRefused(String path) throws IOException {
        var content = Map.of("default/sqlconf.php", "<?php", "default/documents/1/a", "a", "default/" + path, "x");
        var files = new SiteFiles(packed("tar", content), false);

        assertThatThrownBy(files::inspect).hasMessageContaining("where OpenEMR has a directory");
    }

    /** The site itself, as one may pack it from inside. */
    @Test
    void bringsASiteThatIsTheRoot() throws IOException {
        var out = new ByteArrayOutputStream();
        var summary =
                new SiteFiles(packed("tar", Map.of("./sqlconf.php", "<?php", "./documents/1/a", "a")), false).pack(out);

        assertThat(summary.root()).isEmpty();
        assertThat(unpacked(out)).containsOnlyKeys("documents/1/a");
    }

    @Test
    void aBackupInTheSiteIsNoSecondSite() throws IOException {
        var content = new TreeMap<>(site());
        content.put("default/documents/backup/default/sqlconf.php", "<?php");

        assertThat(new SiteFiles(packed("tar", content), false).inspect().root())
                .isEqualTo("default");
    }

    @Test
    void severalSitesAreRefusedWithWhatToDo() throws IOException {
        var content = new TreeMap<>(site());
        content.put("north/sqlconf.php", "<?php");
        content.put("north/documents/1/a", "a");

        var files = new SiteFiles(packed("tar", content), false);

        assertThatThrownBy(files::inspect)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has 2 sites (default, north)")
                .hasMessageContaining("a deployment of its own");
    }

    @Test
    void withoutAConfigurationItIsNoSite() throws IOException {
        var files = new SiteFiles(packed("zip", Map.of("a.txt", "a")), false);

        assertThatThrownBy(files::inspect)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("There is no site in the archive");
    }

    /** Documents, files with keys, rows of the table, and whether that can be read. */
    @ParameterizedTest
    @CsvSource({
        "007kZm9v, sevena, 2, ''",
        "007kZm9v, '', 2, ''",
        "007kZm9v, sevena, 0, 1 documents are encrypted with keys of the table keys",
        "002kZm9v, two, 0, ''",
        "002kZm9v, '', 2, 1 documents are encrypted with keys in documents/logs_and_misc/methods",
        "%PDF, sevenb, 0, OpenEMR would stop at them",
        "%PDF, four, 0, ''",
        "%PDF, '', 0, ''"
    })
    void whatIsEncryptedNeedsItsKeys(String document, String key, long rows, String why) throws IOException {
        var content = new TreeMap<>(Map.of("default/sqlconf.php", "<?php", "default/documents/8/0a1b", document));
        if (!key.isEmpty()) {
            content.put("default/documents/logs_and_misc/methods/" + key, "key");
        }
        var site = new SiteFiles(packed("tar.gz", content), false).inspect();
        var sql = "CREATE TABLE `keys` (`id` int);" + (rows > 0 ? "INSERT INTO `keys` VALUES (1),(2);" : "");
        var dump = new Dump(Files.writeString(directory.resolve("keys.sql"), sql)).inspect();

        if (why.isEmpty()) {
            assertThatCode(() -> EncryptionKeys.require(dump, site)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> EncryptionKeys.require(dump, site)).hasMessageContaining(why);
        }
    }

    /** Whatever they look like, none gets anything out. */
    @TestFactory
    Stream<DynamicTest> hostileArchivesAreRefused() {
        var hostile = new LinkedHashMap<String, Maker>();
        for (var name :
                List.of("../x", "a/../../x", "/etc/passwd", "C:/x", "a\\..\\x", "a\u0000b", "a\nb", "..", "a/..")) {
            if (name.indexOf(0) < 0) {
                // A tar file ends a name there.
                hostile.put("tar name " + name.replaceAll("[^ -~]", "?"), () -> packed("tar", withSite(name, "x")));
            }
            hostile.put("zip name " + name.replaceAll("[^ -~]", "?"), () -> packed("zip", withSite(name, "x")));
        }
        for (var type : Map.of(
                        "symbolic link", TarConstants.LF_SYMLINK,
                        "hard link", TarConstants.LF_LINK,
                        "character device", TarConstants.LF_CHR,
                        "block device", TarConstants.LF_BLK,
                        "pipe", TarConstants.LF_FIFO)
                .entrySet()) {
            hostile.put("tar " + type.getKey(), () -> special(type.getValue()));
        }
        hostile.put("zip symbolic link", () -> zip("a", 0120777, "/etc/passwd"));
        hostile.put("zip device", () -> zip("a", 0020666, ""));
        hostile.put("link in a directory", this::linkInADirectory);
        hostile.put(
                "twice",
                () -> tar(List.of(
                        Map.entry("default/sqlconf.php", "<?php"), Map.entry("a", "1"), Map.entry("./a", "2"))));
        hostile.put(
                "file below a file",
                () -> tar(List.of(
                        Map.entry("default/sqlconf.php", "<?php"), Map.entry("a", "1"), Map.entry("a/b", "2"))));
        hostile.put(
                "file in the place of a directory",
                () -> tar(List.of(
                        Map.entry("default/sqlconf.php", "<?php"), Map.entry("a/b", "1"), Map.entry("a", "2"))));
        hostile.put("long name", () -> packed("tar", withSite("a".repeat(300), "x")));
        hostile.put("long path", () -> packed("tar", withSite("abc/".repeat(300) + "x", "x")));
        hostile.put("deep path", () -> packed("tar", withSite("a/".repeat(70) + "x", "x")));
        hostile.put("cut off", () -> cut(packed("tar", withSite("a", "x".repeat(100_000)))));
        hostile.put("packed and cut off", () -> cut(packed("tar.gz", site())));
        hostile.put("many entries", this::manyEntries);
        hostile.put("much content", () -> packed("tar", withSite("a", "x".repeat(3_000_000))));
        hostile.put("packed tightly", () -> packed("tar.gz", withSite("a", "x".repeat(1_900_000))));
        hostile.put("zip that lies about a size", this::lyingZip);
        hostile.put("no archive", () -> Files.writeString(directory.resolve("no"), "x".repeat(5000)));
        assertThat(hostile).hasSizeGreaterThan(30);
        return hostile.entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    var files = new SiteFiles(
                            Archive.of(example.getValue().make()),
                            new ArchiveLimits(5000, 2_000_000, 50, 500_000),
                            true);

                    assertThatThrownBy(files::inspect)
                            .isInstanceOf(Failure.class)
                            .hasMessageFindingMatch(
                                    "refused|archive (has|holds) more|not whole|cannot be read|no tar file")
                            .satisfies(thrown -> assertThat(thrown.getMessage()).matches("[ -~\n]*"));
                }));
    }

    @FunctionalInterface
    private interface Maker {
        Path make() throws IOException;
    }

    /** In a thorough build as many as a practice has after some years. */
    @Test
    void thousandsOfFilesComeAcross() throws IOException {
        var files = Sample.tries(3_000, 30_000);
        var file = directory.resolve("many.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            add(tar, new TarArchiveEntry("default/sqlconf.php"), "<?php");
            for (var number = 0; number < files; number++) {
                add(
                        tar,
                        new TarArchiveEntry("default/documents/%d/%d".formatted(number % 997, number)),
                        "document " + number);
            }
        }
        var out = new ByteArrayOutputStream();

        var summary = new SiteFiles(file, false).pack(out);

        assertThat(summary.documents()).isEqualTo(files);
        assertThat(unpacked(out)).hasSize(files).containsEntry("documents/3/3", "document 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü/日本.pdf", "a b/c'd\".pdf", "a/..b", "a/b..", "-rf"})
    void strangeNamesComeAcross(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        for (var kind : List.of("tar", "zip", "directory")) {
            out.reset();
            new SiteFiles(
                            packed(kind, Map.of("default/sqlconf.php", "<?php", "default/documents/1/" + name, "x")),
                            false)
                    .pack(out);

            assertThat(unpacked(out)).containsOnlyKeys("documents/1/" + name);
        }
    }

    private static Map<String, String> withSite(String name, String content) {
        var all = new LinkedHashMap<>(site());
        all.put(name, content);
        return all;
    }

    private Path packed(String kind, Map<String, String> content) throws IOException {
        var target = Files.createTempDirectory(directory, "packed");
        switch (kind) {
            case "directory" -> {
                for (var file : content.entrySet()) {
                    var path = target.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                }
                return target;
            }
            case "zip" -> {
                var file = target.resolve("a.zip");
                try (var zip = new ZipArchiveOutputStream(file)) {
                    for (var entry : content.entrySet()) {
                        zip.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
                        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                        zip.closeArchiveEntry();
                    }
                }
                return file;
            }
            default -> {
                var plain = tar(List.copyOf(content.entrySet()));
                return kind.equals("tar") ? plain : gzip(plain);
            }
        }
    }

    private Path tar(List<Map.Entry<String, String>> content) throws IOException {
        var file = Files.createTempFile(directory, "a", ".tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : content) {
                add(tar, new TarArchiveEntry(entry.getKey(), true), entry.getValue());
            }
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private Path special(byte type) throws IOException {
        var file = Files.createTempFile(directory, "a", ".tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            var entry = new TarArchiveEntry("default/documents/a", type);
            entry.setLinkName("/etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return file;
    }

    private Path zip(String name, int mode, String content) throws IOException {
        var file = Files.createTempFile(directory, "a", ".zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            var entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            zip.putArchiveEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        return file;
    }

    private Path linkInADirectory() throws IOException {
        var root = packed("directory", site());
        Files.createSymbolicLink(root.resolve("default/documents/link"), Path.of("/etc"));
        return root;
    }

    private Path manyEntries() throws IOException {
        var content = new LinkedHashMap<String, String>();
        for (var number = 0; number <= 5000; number++) {
            content.put("a" + number, "");
        }
        return packed("tar", content);
    }

    /** Stored, and with a size that is smaller than what follows. */
    private Path lyingZip() throws IOException {
        var file = Files.createTempFile(directory, "a", ".zip");
        var content = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
        try (var zip = new ZipArchiveOutputStream(file)) {
            var entry = new ZipArchiveEntry("a");
            entry.setMethod(java.util.zip.ZipEntry.DEFLATED);
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
        }
        var crc = new CRC32();
        crc.update(content);
        var bytes = Files.readAllBytes(file);
        var size = new byte[] {(byte) (5000 & 0xFF), (byte) (5000 >> 8), 0, 0};
        for (var position = 0; position < bytes.length - 4; position++) {
            if (Arrays.equals(bytes, position, position + 4, size, 0, 4)) {
                bytes[position + 1] = 1;
            }
        }
        return Files.write(file, bytes);
    }

    private Path cut(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(content, content.length / 2));
    }

    private Path gzip(Path file) throws IOException {
        var packed = file.resolveSibling(file.getFileName() + ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        return packed;
    }

    private static Map<String, String> unpacked(ByteArrayOutputStream packed) throws IOException {
        var files = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(
                new ByteArrayInputStream(packed.toByteArray()), StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.isFile()).isTrue();
                files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}

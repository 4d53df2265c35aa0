package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file check on what AWS Backup restores, and on the deployment's own files, with the machine's PHP. */
class FileCheckScriptTest {

    private static final String RESTORED = "restored/aws-backup-restore_2026-11-25T10-00-00/";
    private static final String SITE = RESTORED + "default/";
    private static final String CONFIGURED = "<?php\n$config = 1;\n";

    /** SHA3-512 of "report". */
    private static final String HASH =
            "961b5d2dd2a5b2618d9f3ba10ae142d1cf1a342faedf3e748ce0967dab120be12be2d29410e591fadf06f24d4801f201f0250c174b6c77d3ed3397833fc93843";

    private static final String SHA1 = "a27297bde9732f2e73fbc06db2611764e3ad9855";

    @TempDir
    private Path directory;

    private ContainerFixture container;

    @BeforeEach
    void restore() {
        assumeTrue(
                Shells.isInstalled("php -r", "exit(in_array('sha3-512', hash_algos()) ? 0 : 1);"),
                "PHP is not installed");
        container = new ContainerFixture(directory)
                .withReal("php")
                .with("STORE", "sites")
                .write(SITE + "sqlconf.php", CONFIGURED)
                .write(SITE + "documents/7/0a1b", "report");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void readsWhatIsThere(String shell) {
        var result = container
                .with("DOCUMENTS", "[%s]".formatted(document(1, "/7/0a1b", 1, HASH)))
                .run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("CONFIGURATION is there", "DOCUMENT 1 identical", "CHECKED")
                .doesNotContain("0a1b", "report");
    }

    /** Each kind of file that a row of the table may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "identical|report|" + HASH,
                "identical|report|" + SHA1,
                "encrypted|007kZm9vYmFyYmF6cXV4|" + HASH,
                "different|repord|" + HASH,
                "different|rep|" + HASH,
                "different||" + HASH,
                "different|007 is no Base64|" + HASH
            })
    void saysWhatADocumentIs(String example) {
        var parts = example.split("\\|");
        var result = container
                .write(SITE + "documents/7/0a1b", parts[1])
                .with("DOCUMENTS", "[%s]".formatted(document(1, "/7/0a1b", 1, parts[2])))
                .run(TaskScript.FILE_CHECK, "bash");

        assertThat(result.output()).contains("DOCUMENT 1 " + parts[0]);
        assertThat(result.status()).isEqualTo(parts[0].equals("different") ? 2 : 0);
        assertThat(result.output().contains("CHECKED")).isEqualTo(!parts[0].equals("different"));
    }

    /** The path in the row may be that of another installation; only its last directories count. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void looksWhereOpenEmrLooks(int depth) {
        var path = "/a/b/c/0a1b".split("/");
        var tail = String.join("/", Arrays.copyOfRange(path, path.length - 1 - depth, path.length));
        var result = container
                .write(SITE + "documents/" + tail, "report")
                .with("DOCUMENTS", "[%s]".formatted(document(1, "/a/b/c/0a1b", depth, HASH)))
                .run(TaskScript.FILE_CHECK, "bash");

        assertThat(result.output()).contains("DOCUMENT 1 identical");
    }

    /** One that came by fax has no hash; one that was imported in place is where its address says. */
    @Test
    void readsWhatHasNoHashAndWhatLiesElsewhere() {
        var result = container
                .write(SITE + "documents/import/a/b/scan.pdf", "report")
                .with(
                        "DOCUMENTS",
                        "[%s,%s,%s]"
                                .formatted(
                                        document(3, "/7/0a1b", 1, ""),
                                        document(2, "/import/a/b/scan.pdf", 1, HASH),
                                        document(1, "/import/../../sqlconf.php", 1, "")))
                .run(TaskScript.FILE_CHECK, "bash");

        assertThat(result.output()).contains("DOCUMENT 3 read", "DOCUMENT 2 identical");
        assertThat(result.output()).containsPattern("DOCUMENT 1 (outside|missing)");
        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void goesOnAfterAMissingOneAndFails(String shell) {
        var result = container
                .with(
                        "DOCUMENTS",
                        "[%s,%s,%s]"
                                .formatted(
                                        document(3, "/7/lost", 1, HASH),
                                        document(2, "/7/0a1b", 1, HASH),
                                        document(1, "/../../7/0a1b", 3, HASH)))
                .run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output())
                .contains("DOCUMENT 3 missing", "DOCUMENT 2 identical", "DOCUMENT 1 outside")
                .doesNotContain("CHECKED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<?php\n$config = 0;\n"})
    void demandsAnInstallation(String configuration) {
        var result = container.write(SITE + "sqlconf.php", configuration).run(TaskScript.FILE_CHECK, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ERROR: There is no configuration in default/sqlconf.php");
    }

    /** The deployment's own file system has no directory of AWS Backup. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void readsTheDeploymentsOwnFiles(String shell) {
        var own = new ContainerFixture(directory.resolve("own"))
                .withReal("php")
                .with("STORE", "sites")
                .with("DOCUMENTS", "[%s]".formatted(document(1, "/7/0a1b", 1, HASH)))
                .write("restored/default/sqlconf.php", CONFIGURED)
                .write("restored/default/documents/7/0a1b", "report");

        var result = own.run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("DOCUMENT 1 identical");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void readsCertificates(String shell) {
        container.with("STORE", "ssl");

        assertThat(container.run(TaskScript.FILE_CHECK, shell).status()).isEqualTo(1);

        var result = container
                .write(RESTORED + "certs/ca-certificates.crt", "-----BEGIN CERTIFICATE-----\n")
                .run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("CERTIFICATES are there");
    }

    /** Where the deployment looks for them, with everything that is hidden, and nothing of AWS Backup is left. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void movesToTheRoot(String shell) {
        container
                .write(RESTORED + ".hidden", "a")
                .write(RESTORED + "..strange", "b")
                .write(RESTORED + "with space/x", "c")
                .with("MOVE", "yes");

        var result = container.run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("MOVED", "CHECKED");
        assertThat(container.contents("restored"))
                .containsOnlyKeys(
                        "restored/default/sqlconf.php",
                        "restored/default/documents/7/0a1b",
                        "restored/.hidden",
                        "restored/..strange",
                        "restored/with space/x");
        assertThat(container.file(RESTORED)).doesNotExist();
        assertThat(container.run(TaskScript.FILE_CHECK, shell).output()).contains("MOVED before", "CHECKED");
    }

    /** Some were moved when it was stopped. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void goesOnMoving(String shell) {
        container.write("restored/other/y", "moved before").with("MOVE", "yes");

        var result = container.run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.contents("restored"))
                .containsOnlyKeys(
                        "restored/default/sqlconf.php", "restored/default/documents/7/0a1b", "restored/other/y");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void overwritesNothing(String shell) {
        container.write("restored/default/sqlconf.php", "another's").with("MOVE", "yes");

        var result = container.run(TaskScript.FILE_CHECK, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ERROR: There is default at the root already");
        assertThat(container.text("restored/default/sqlconf.php")).isEqualTo("another's");
        assertThat(container.text(SITE + "sqlconf.php")).isEqualTo(CONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cache"})
    void demandsToKnowWhatItLooksAt(String store) {
        assertThat(container
                        .with("STORE", store)
                        .run(TaskScript.FILE_CHECK, "bash")
                        .output())
                .contains("ERROR: STORE must be sites or ssl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "7", "null"})
    void demandsAList(String documents) {
        var result = container.with("DOCUMENTS", documents).run(TaskScript.FILE_CHECK, "bash");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("ERROR: DOCUMENTS is no list");
    }

    private static String document(int id, String path, int depth, String hash) {
        return "{\"id\":%d,\"url\":\"file:///var/www/sites/default/documents%s\",\"path_depth\":%d,\"size\":6,\"hash\":\"%s\"}"
                .formatted(id, path, depth, hash);
    }
}

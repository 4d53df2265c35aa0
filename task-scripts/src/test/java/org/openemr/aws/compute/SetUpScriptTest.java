package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.SetUpReport;

/** The way of the set-up task through an installation and an upgrade. */
class SetUpScriptTest {

    private static final String CA = SITE + "/documents/certificates/mysql-ca";
    private static final String GOOD_CA = "-----BEGIN CERTIFICATE-----\n" + "B".repeat(20_000) + "\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void installsOnEmptyFileSystems(String shell) {
        var container = new ContainerFixture(directory).with("OPENEMR_SETTINGS", "rest_api=1");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.output())
                .contains("Installing OpenEMR", SetUpReport.inEffect("rest_api"), "OpenEMR is set up");
        assertThat(result.status()).isZero();
        assertThat(container.text(SITE + "/sqlconf.php")).contains("$config = 1", "'userSecret'");
        assertThat(container.text(CA)).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(container.text(SITE + "/documents/certificates/redis-ca")).contains("Amazon");
        assertThat(container.text("root/devtoolsLibrary.source")).doesNotContain("--skip-ssl");
        assertThat(container.text("etc/my.cnf.d/openemr-tls.cnf")).contains("ssl-ca=", "ssl-verify-server-cert");
        assertThat(container.file("tmp/php-file-cache")).doesNotExist();
        assertThat(container.stateText("owners")).contains("apache");
        assertLeftNothingHalfDone(container);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void bringsAnInstalledSystemToTheImagesVersion(String shell) {
        var container = installed().write(SITE + "/docker-version", "8");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.text(SITE + "/docker-version")).isEqualTo("9");
        assertThat(container.stateText("entrypoint-environment")).contains("K8S=admin");
        assertLeftNothingHalfDone(container);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void writesAChangedHostAndPasswordForRunningWorkers(String shell) {
        var container = installed()
                .with("MYSQL_HOST", "restored.example")
                .with("MYSQL_PASS", "it's \\new")
                .without("app-login");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.text(SITE + "/sqlconf.php"))
                .contains("'restored.example'", "'it\\'s \\\\new'", "$config = 1;");
        assertThat(container.stateText("sql")).contains("ALTER USER 'openemr'@'%' IDENTIFIED BY 'it''s \\\\new'");
        assertLeftNothingHalfDone(container);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void usesTheCopyWhenTheCertificatesCannotBeFetched(String shell) {
        var container = installed().write(CA, GOOD_CA).state("download-fails", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("WARNING", "the copy on the file system is used");
        assertThat(container.text(CA)).isEqualTo(GOOD_CA);
        assertLeftNothingHalfDone(container);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void admitsOpenEmrToModelsWhereTheClusterHasARoleForThem(String shell) {
        var container = installed().state("models", "arn:aws:iam::111122223333:role/bedrock");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("The database user openemr may call models");
        assertThat(container.stateText("sql"))
                .contains("GRANT AWS_BEDROCK_ACCESS TO 'openemr'@'%';", "SET DEFAULT ROLE ALL TO 'openemr'@'%';");
    }

    /** A feature beside OpenEMR keeps nobody from working. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void goesOnWhenOpenEmrCannotBeAdmittedToModels(String shell) {
        var container = installed().state("models", "arn:role").state("refuse-models", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("WARNING", "cannot be admitted to models");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void grantsNothingWithoutModels(String shell) {
        var container = installed();

        container.run(TaskScript.SET_UP, shell);

        assertThat(container.stateText("sql")).doesNotContain("AWS_BEDROCK_ACCESS");
    }

    /** Each partition has authorities of its own. */
    @ParameterizedTest
    @CsvSource({
        "us-east-1, truststore.pki.rds.amazonaws.com",
        "us-gov-east-1, truststore.pki.us-gov-west-1.rds.amazonaws.com",
        "us-gov-west-1, truststore.pki.us-gov-west-1.rds.amazonaws.com",
        "cn-northwest-1, rds-truststore.s3.cn-north-1.amazonaws.com.cn"
    })
    void fetchesTheCertificatesOfItsPartition(String region, String host) {
        var container = installed().with("AWS_REGION", region);

        container.run(TaskScript.SET_UP, Shells.all().findFirst().orElseThrow());

        assertThat(container.stateText("downloaded")).startsWith("https://" + host + "/global/global-bundle.pem");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheCertificatesCannotBeFetchedAndThereIsNoCopy(String shell) {
        for (var failure : List.of("download-fails", "download-is-a-page")) {
            var container = new ContainerFixture(directory.resolve(failure)).state(failure, "");

            var result = container.run(TaskScript.SET_UP, shell);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains("ERROR: The certificate bundle of the database cannot be fetched");
            assertThat(container.stateText("sql")).isEmpty();
            assertLeftNothingHalfDone(container);
        }
    }

    /** Where tasks do not reach the internet a function has fetched them. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void takesTheCertificatesThatItIsGivenWithoutADownload(String shell) {
        var bundle = "-----BEGIN CERTIFICATE-----\n" + "MIIB\n".repeat(300) + "-----END CERTIFICATE-----";
        var container = installed().state("download-fails", "").with("DATABASE_CA_BUNDLE", bundle);

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("Got the certificate bundle of the database");
        assertThat(container.text(SITE + "/documents/certificates/mysql-ca")).isEqualTo(bundle + "\n");
        assertThat(container.stateText("downloaded")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void takesNoBundleThatIsNone(String shell) {
        var container = installed().with("DATABASE_CA_BUNDLE", "none yet");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("DATABASE_CA_BUNDLE is no certificate bundle");
        assertLeftNothingHalfDone(container);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenTheDatabaseCannotBeReached(String shell) {
        var container = new ContainerFixture(directory).without("up");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("db.example:3306 cannot be reached after 2 attempts", "ERROR 2002");
        assertLeftNothingHalfDone(container);
    }

    private ContainerFixture installed() {
        return ContainerFixture.installed(directory);
    }

    private static void assertLeftNothingHalfDone(ContainerFixture container) {
        assertThat(container.files())
                .noneMatch(file -> file.endsWith(".new"))
                .doesNotContainAnyElementsOf(Set.of(OPENEMR + "/sites/docker-leader"));
        assertThat(container.files()).noneMatch(file -> file.startsWith(SITE + "/.sqlconf."));
    }
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the set-up task writes OpenEMR's own settings. */
class SetUpSettingsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void keepsSettingsAndPasswordsOutOfTheImagesOutput(String shell) {
        var container = new ContainerFixture(directory).with("OPENEMR_SETTINGS", "portal_key=mailSecret");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.output()).doesNotContain("mailSecret", "userSecret", "rootSecret");
        assertThat(container.stateText("entrypoint-environment")).doesNotContain("mailSecret");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void handsTheMailPasswordToOpenEmrAsOpenEmrEncryptsIt(String shell) {
        assumeTrue(Shells.isInstalled("php -r", "exit(0);"), "php is not installed");
        var container = new ContainerFixture(directory)
                .with("OPENEMR_SETTING_SMTP_PASS", "mail+Secret/=")
                .withReal("php")
                .write(OPENEMR + "/interface/globals.php", crypto("strrev($value)"));

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("mail+Secret/=", "=/terceS+liam");
        assertThat(container.stateText("sql"))
                .contains(HexFormat.of().formatHex("006=/terceS+liam".getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("mail+Secret/=");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenOpenEmrCannotDecryptWhatItEncrypted(String shell) {
        assumeTrue(Shells.isInstalled("php -r", "exit(0);"), "php is not installed");
        var container = new ContainerFixture(directory)
                .with("OPENEMR_SETTING_SMTP_PASS", "mailSecret")
                .withReal("php")
                .write(OPENEMR + "/interface/globals.php", crypto("'lost'"));

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("OpenEMR could not encrypt the mail password");
    }

    /** Mail is one setting of many. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void appliesTheOtherSettingsWhenTheMailPasswordCannotBeEncrypted(String shell) {
        var container = installed()
                .withReal("php")
                .with("OPENEMR_SETTING_SMTP_PASS", "mailSecret")
                .with("OPENEMR_SETTINGS", "rest_api=1");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("Setting rest_api is in effect", "could not encrypt the mail password");
    }

    /** OpenEMR's start-up, which prints something, and its encryption with the real one's prefix. */
    private static String crypto(String encryption) {
        return """
                <?php
                namespace OpenEMR\\Common\\Crypto;
                if (getenv('RUNS_AS') !== 'apache') { exit(1); } // RootCliGuard, openemr#12267
                echo "starting";
                class CryptoGen {
                    function encryptStandard($value) { return '006' . %s; }
                    function decryptStandard($value) { return strrev(substr($value, 3)); }
                }
                """.formatted(encryption);
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWhenASettingDoesNotTakeEffect(String shell) {
        var container = installed().with("OPENEMR_SETTINGS", "rest_api=1").state("refuse-settings", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("did not take effect in the database: rest_api");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWithTheNameOfASettingThatOpenEmrDoesNotKnow(String shell) {
        var container =
                installed().with("OPENEMR_SETTINGS", "SMTP_Auth=1\nrest_api=1").state("unknown-setting", "SMTP_Auth");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("Setting rest_api is in effect", "has no settings of these names: SMTP_Auth");
        assertThat(container.stateText("sql")).doesNotContain("INSERT");
    }

    /** Names with hyphens, values with equals signs, quotes and spaces. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void writesEachValueAsItIs(String shell) {
        var value = " it's \"a\" $name\\n=`x` ";
        var container = installed()
                .with("OPENEMR_SETTINGS", "audit_events_patient-record=1\nopenemr_name=" + value + "\ntimeout=900");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("Setting audit_events_patient-record is in effect");
        assertThat(container.stateText("sql"))
                .contains("X'%s' WHERE gl_name = 'openemr_name'".formatted(hexadecimal(value)))
                .contains("X'%s' WHERE gl_name = 'timeout'".formatted(hexadecimal("900")));
    }

    private static String hexadecimal(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Mail was switched off, or another deployment's database was restored. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void forgetsAmazonSesWhenMailIsOff(String shell) {
        var container = installed().state("ses-mail", "");

        var result = container.run(TaskScript.SET_UP, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("OpenEMR sends no mail through Amazon SES any more");
        assertThat(container.stateText("sql")).contains("'SMTP_HOST', 'SMTP_USER', 'SMTP_PASS'");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void leavesMailAloneThatIsOn(String shell) {
        var container = installed().with("OPENEMR_SETTINGS", "SMTP_HOST=email-smtp.us-east-1.amazonaws.com");

        container.run(TaskScript.SET_UP, shell);

        assertThat(container.stateText("sql")).doesNotContain("email-smtp.%");
    }

    private ContainerFixture installed() {
        return ContainerFixture.installed(directory);
    }
}

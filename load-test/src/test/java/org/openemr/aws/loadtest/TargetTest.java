package org.openemr.aws.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody else's server is put under load. */
class TargetTest {

    private static final String OWN = "https://openemr.clinic.example.org";

    @TempDir
    private Path directory;

    @Test
    void withoutAWordItIsTheSiteOfTheDeployment() {
        assertThat(Target.of(Optional.empty(), () -> OWN).address()).hasToString(OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:8443", "http://127.0.0.1", "https://[::1]:9300/openemr"})
    void aServerOnThisMachineNeedsNoDeployment(String address) {
        var target = Target.of(Optional.of(address), () -> {
            throw new AssertionError("asked for the deployment");
        });

        assertThat(target.address().getHost()).isIn("localhost", "127.0.0.1", "[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://demo.openemr.io",
                "https://openemr.clinic.example.org.evil.example",
                "https://localhost.evil.example",
                "http://openemr.clinic.example.org",
                "https://openemr.clinic.example.org:8443",
                "https://127.0.0.1@demo.openemr.io",
                "https://openemr.clinic.example.org@demo.openemr.io",
                "openemr.clinic.example.org",
                "file:///etc/passwd"
            })
    void anotherServerIsRefused(String address) {
        assertThatThrownBy(() -> Target.of(Optional.of(address), () -> OWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsOwnAddressMayBeNamed() {
        assertThat(Target.of(Optional.of(OWN + "/interface/login"), () -> OWN).address())
                .hasToString(OWN);
    }

    @Test
    void aTrialWithoutTlsIsNotMeasured() {
        assertThatThrownBy(() -> Target.of(Optional.empty(), () -> "http://openemr-123.us-east-1.elb.amazonaws.com"))
                .hasMessageContaining("trial without TLS");
    }

    @Test
    void theCommandLineOfTheProjectSaysWhereTheSiteIs() throws IOException {
        var launcher = program("[ \"$1 $2 $3\" = 'url --deployment staging' ] && echo " + OWN);

        assertThat(new DeployedSite(launcher, List.of("--deployment", "staging")).address())
                .isEqualTo(OWN);
    }

    @Test
    void whatItDoesNotKnowIsNotPutUnderLoad() throws IOException {
        var launcher = program("exit 3");

        var run = LoadTestTest.run(
                LoadTestTest.test(launcher, List.of(), ""), List.of("--scenario=sign-in-page", "--yes"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Nothing was put under load");
    }

    @Test
    void nobodyIsPutUnderLoadWithoutBeingConfirmed() throws IOException {
        var launcher = program("echo " + OWN);

        var run = LoadTestTest.run(LoadTestTest.test(launcher, List.of(), ""), List.of("--scenario=sign-in-page"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Type openemr.clinic.example.org to go on:", "Nothing was put under load.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--patients=9-1",
                "--patients=all",
                "--users=0",
                "--minutes=0",
                "--accounts=nowhere.csv",
                "--users=1"
            })
    void whatCannotBeIsSaidBefore(String argument) {
        var run = LoadTestTest.run(
                LoadTestTest.test(directory, List.of(), ""),
                List.of("--target=https://localhost:1", "--yes", argument));

        assertThat(run.status()).isEqualTo(2);
    }

    private Path program(String script) throws IOException {
        var file = Files.writeString(directory.resolve("openemr"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

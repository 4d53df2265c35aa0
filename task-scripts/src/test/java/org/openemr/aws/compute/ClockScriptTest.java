package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockScriptTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void runsWhatIsDueAsApache(String shell) {
        var container = installed().write(OPENEMR + "/src/Common/Command/BackgroundServicesCommand.php", "");

        var result = stoppedAfter("CLOCK succeeded", container, shell);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.stateText("php-calls")).contains("apache: bin/console background:services run");
        assertThat(result.output())
                .contains("'Email_Service' executed successfully", "The clock stops")
                .doesNotContain("UUID_Service", "MedEx");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void callsTheProgramOfOlderVersions(String shell) {
        var container = installed();

        stoppedAfter("CLOCK succeeded", container, shell);

        assertThat(container.stateText("php-calls")).contains("apache: library/ajax/execute_background_services.php");
    }

    /** The older program ends with 0 when there is no database. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void anOutageOfTheDatabaseIsNoSuccess(String shell) {
        var result = stoppedAfter("the clock waits", installed().without("up"), shell);

        assertThat(result.output())
                .contains("the database does not answer: Connection refused")
                .doesNotContain("CLOCK");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void tellsWhatFailedAndGoesOn(String shell) {
        var container = installed().state("background-services-fail", "").with("CLOCK_PAUSE", "0");

        var result = container.runUntil(
                TaskScript.CLOCK, shell, output -> output.split("CLOCK failed with exit status 1", -1).length > 2);

        assertThat(result.output())
                .contains("'Email_Service' encountered an error")
                .doesNotContain("succeeded");
        assertThat(result.status()).isZero();
    }

    /** What hangs, or a child of it, ends with the container only. */
    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void endsWhenTheServicesHang(String shell) {
        var container = installed().state("background-services-hang", "").with("CLOCK_LIMIT", "1");

        var result = container.run(TaskScript.CLOCK, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("CLOCK failed: the background services ran longer than 1 seconds");
    }

    @ParameterizedTest
    @MethodSource("org.openemr.aws.compute.Shells#all")
    void failsWithoutAnInstallation(String shell) {
        var result = new ContainerFixture(directory).run(TaskScript.CLOCK, shell);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("There is no configuration on the sites file system");
    }

    /** Runs it until it says something, and stops it as ECS does; it must not wait for its pause. */
    private static ContainerFixture.Result stoppedAfter(String sign, ContainerFixture container, String shell) {
        return container.runUntil(TaskScript.CLOCK, shell, output -> output.contains(sign));
    }

    private ContainerFixture installed() {
        return ContainerFixture.installed(directory)
                .write(SITE + "/documents/certificates/mysql-ca", "CA")
                .with("CLOCK_PAUSE", "600");
    }
}

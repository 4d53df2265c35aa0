package org.openemr.aws.operator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.Failure;

class WorkshopTest {

    @TempDir
    private Path checkout;

    /** A rehearsal that reached an account would destroy what is in it. */
    @Test
    void reachesNoAccountWhateverTheSurroundingsSay() {
        var surroundings = Map.of(
                "AWS_PROFILE", "clinic",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SESSION_TOKEN", "token",
                "AWS_ENDPOINT_URL_CLOUDFORMATION", "https://cloudformation.us-east-1.amazonaws.com",
                "CDK_DEFAULT_ACCOUNT", "444455556666",
                "PATH", "/usr/bin:/bin");

        var environment = Workshop.of(checkout, surroundings, 4566).environment();

        assertThat(environment)
                .containsOnlyKeys(
                        "PATH",
                        "AWS_ENDPOINT_URL",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_REGION",
                        "AWS_CONFIG_FILE",
                        "AWS_SHARED_CREDENTIALS_FILE")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
                .containsEntry("AWS_ACCESS_KEY_ID", Workshop.ACCOUNT)
                .containsEntry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }

    /** As a synthesis once did, at its exit. */
    @Test
    void endsAProgramThatHangsWithWhatItStarted() throws Exception {
        var patient = Workshop.of(checkout, Map.of("PATH", "/usr/bin:/bin"), 4566);
        var workshop =
                new Workshop(patient.checkout(), patient.directory(), patient.environment(), Duration.ofSeconds(1));

        assertThatThrownBy(() -> workshop.run(List.of("sh", "-c", "sleep 600 & echo $! >started; wait")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not end within 1 seconds");
        var started = Files.readString(checkout.resolve("started")).strip();
        assertThat(ProcessHandle.of(Long.parseLong(started)).map(ProcessHandle::onExit))
                .satisfiesAnyOf(
                        gone -> assertThat(gone).isEmpty(),
                        going -> assertThat(going.orElseThrow()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void keepsWhatProgramsPrintAndSaysWhereItIs() {
        var workshop = Workshop.of(checkout, Map.of("PATH", "/usr/bin:/bin"), 4566);

        assertThat(workshop.run(List.of("sh", "-c", "echo printed; exit 3"))).isEqualTo(3);
        assertThat(workshop.log()).content().contains("$ sh -c", "printed");
        assertThatThrownBy(() -> workshop.must(List.of("sh", "-c", "exit 3")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ended with status 3")
                .hasMessageContaining(workshop.log().toString());
    }
}

package org.openemr.aws.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

class TimedCredentialsTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void areThoseOfTheSource() {
        var credentials = AwsBasicCredentials.create("id", "key");

        assertThat(timed(() -> credentials).resolveCredentials()).isEqualTo(credentials);
        assertThat(said).isEmpty();
    }

    @Test
    void aSourceThatIsSilentIsGivenUp() {
        var never = new CountDownLatch(1);
        var timed = timed(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });

        assertThatThrownBy(timed::resolveCredentials)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.status()).isEqualTo(ExitStatus.NOT_PERMITTED))
                .hasMessageContaining("No credentials came in time");
        assertThat(said).containsExactly("Waiting for credentials ...");
        never.countDown();
    }

    @Test
    void whatTheSourceSaysIsSaid() {
        assertThatThrownBy(timed(() -> {
                    throw SdkClientException.create("no profile");
                })::resolveCredentials)
                .isInstanceOf(SdkClientException.class)
                .hasMessage("no profile");
    }

    private TimedCredentials timed(Supplier<AwsBasicCredentials> source) {
        return new TimedCredentials(source::get, Duration.ofSeconds(1), said::add);
    }
}

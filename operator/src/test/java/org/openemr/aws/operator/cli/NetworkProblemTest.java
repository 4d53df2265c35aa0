package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network that is not there, and one on which nothing comes, are told apart from credentials. */
class NetworkProblemTest extends OperatorTest {

    /** One of each kind; all begin by looking the deployment up. */
    static Stream<List<String>> commands() {
        return EveryCommandTest.commands()
                .filter(command -> List.of("status", "url", "shell", "logs", "users", "destroy")
                        .contains(command.get(0)))
                .filter(command -> !command.contains("slow_queries") && !command.contains("reset"));
    }

    @BeforeEach
    void installPlugin() {
        operator().program("session-manager-plugin", "echo 1.2.707.0");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysThatThereIsNoNetwork(List<String> command) {
        operator().with("AWS_ENDPOINT_URL", "https://no-such-host.invalid");

        var run = operator().run(command.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("AWS cannot be reached (no address for no-such-host.invalid")
                .doesNotContain("sign in", "credentials")
                .hasLineCount(1);
    }

    /** It takes a connection, and never answers. */
    @ParameterizedTest
    @MethodSource("commands")
    void givesUpInTime(List<String> command) throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            operator()
                    .with("AWS_ENDPOINT_URL", "http://localhost:" + silent.getLocalPort())
                    .with("OPENEMR_CALL_LIMIT", "1");

            var run = operator().run(command.toArray(String[]::new));

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("AWS does not answer in time").hasLineCount(1);
        }
    }
}

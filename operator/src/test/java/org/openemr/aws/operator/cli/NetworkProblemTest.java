package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.Operator;

/** A network that is not there, and one on which nothing comes, are told apart from credentials. */
class NetworkProblemTest extends OperatorTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stopThreads() {
        THREADS.shutdown();
    }

    @BeforeEach
    void installPlugin() {
        operator().program("session-manager-plugin", "echo 1.2.707.0");
    }

    @Test
    void saysThatThereIsNoNetwork() {
        operator().with("AWS_ENDPOINT_URL", "https://no-such-host.invalid");

        sideBySide(EveryCommandTest.commands()).forEach((command, run) -> {
            assertThat(run.status()).as(command + run.err()).isEqualTo(1);
            assertThat(run.err())
                    .as(command.toString())
                    .contains("AWS cannot be reached (no address for no-such-host.invalid")
                    .doesNotContain("sign in", "credentials")
                    .hasLineCount(1);
        });
    }

    /** It takes connections, and never answers. */
    @Test
    void givesUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            operator()
                    .with("AWS_ENDPOINT_URL", "http://localhost:" + silent.getLocalPort())
                    .with("OPENEMR_CALL_LIMIT", "1");

            sideBySide(EveryCommandTest.commands()).forEach((command, run) -> {
                assertThat(run.status()).as(command + run.err()).isEqualTo(1);
                assertThat(run.err())
                        .as(command.toString())
                        .contains("AWS does not answer in time")
                        .hasLineCount(1);
            });
        }
    }

    /** What comes late is what comes. */
    @Test
    void aSlowServiceHasTheSameResults() {
        WorkingAws.answer(operator());
        var commands = EveryFormatTest.commands().toList();
        var quick = commands.stream().map(this::again).toList();
        aws().slow(Duration.ofMillis(40));

        var slow = commands.stream().map(this::again).toList();

        assertThat(slow).isEqualTo(quick);
        assertThat(slow).allMatch(run -> run.status() == 0);
    }

    private Operator.Run again(List<String> command) {
        aws().heal();
        return run(command);
    }

    private Map<List<String>, Operator.Run> sideBySide(Stream<List<String>> commands) {
        var runs = commands.collect(Collectors.toMap(
                command -> command, command -> CompletableFuture.supplyAsync(() -> run(command), THREADS)));
        return runs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, run -> run.getValue().join()));
    }

    private Operator.Run run(List<String> command) {
        return operator().run(command.toArray(String[]::new));
    }
}

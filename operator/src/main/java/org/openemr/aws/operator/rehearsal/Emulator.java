package org.openemr.aws.operator.rehearsal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Pause;
import org.openemr.aws.operator.Programs;

/** MiniStack with the stand-ins of this project, as a process of its own: see {@code rehearsal/README.md}. */
final class Emulator implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int MOST_LOOKS = 120;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Workshop workshop;
    private final Process process;

    private Emulator(Workshop workshop, Process process) {
        this.workshop = workshop;
        this.process = process;
        // Also when the rehearsal is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /**
     * Installs it below the workshop's directory, from PyPI and npm, and starts it.
     *
     * @throws Failure when it does not answer
     */
    static Emulator start(Workshop workshop, Pause pause) {
        install(workshop);
        try {
            Files.deleteIfExists(workshop.directory().resolve("tasks.json"));
            Files.deleteIfExists(workshop.directory().resolve("inventory.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var emulator = new Emulator(workshop, process(workshop));
        emulator.awaitAnswer(pause);
        return emulator;
    }

    /** A port of this machine that nobody listens on. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets tasks of a family end with a status, from now on. */
    void tasksEndWith(String family, int status) {
        try {
            MAPPER.writeValue(workshop.directory().resolve("tasks.json").toFile(), Map.of(family, status));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stacks made and did not delete: physical ids by type. */
    Map<String, Set<String>> inventory() {
        try {
            return MAPPER.readValue(
                    workshop.directory().resolve("inventory.json").toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static void install(Workshop workshop) {
        var python = workshop.directory().resolve("python");
        if (!Files.exists(python.resolve("bin/pip"))) {
            workshop.must(List.of("python3", "-m", "venv", "--clear", python.toString()));
        }
        workshop.must(List.of(
                python.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                "rehearsal/requirements.txt"));
        workshop.must(List.of("npm", "ci", "--prefix", "rehearsal", "--no-audit", "--no-fund"));
    }

    private static Process process(Workshop workshop) {
        // Nothing else: variables of its own would bring saved state, or other services.
        var environment = new HashMap<>(workshop.environment());
        environment.keySet().retainAll(Set.of("PATH", "HOME", "LANG", "TMPDIR"));
        environment.put("BIND_HOST", "127.0.0.1");
        environment.put("GATEWAY_PORT", String.valueOf(endpoint(workshop).getPort()));
        environment.put(
                "NODE_PATH",
                workshop.checkout().resolve("rehearsal/node_modules").toString());
        // A second of a state machine's waiting is twenty milliseconds.
        environment.put("SFN_WAIT_SCALE", "0.02");
        environment.put("PYTHONPATH", workshop.checkout().resolve("rehearsal").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return new Programs(workshop.directory(), environment)
                .startLogged(
                        workshop.directory().resolve("emulator.log"),
                        List.of(
                                workshop.directory()
                                        .resolve("python/bin/python")
                                        .toString(),
                                "-m",
                                "emulator",
                                workshop.checkout().toString(),
                                workshop.directory().toString()));
    }

    private void awaitAnswer(Pause pause) {
        for (var looks = 0; looks < MOST_LOOKS && process.isAlive(); looks++) {
            if (answers()) {
                return;
            }
            pause.of(BETWEEN_LOOKS);
        }
        close();
        throw Failure.failed(
                "The emulator does not answer: see " + workshop.directory().resolve("emulator.log"));
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(endpoint(workshop).resolve("/_ministack/health"))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static URI endpoint(Workshop workshop) {
        return URI.create(String.valueOf(workshop.environment().get("AWS_ENDPOINT_URL")));
    }
}

package org.openemr.aws.operator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openemr.aws.operator.Failure;

/** Waits on this machine, and on no other network, for the browser that comes back from signing in. */
public final class RedirectListener implements AutoCloseable {

    private static final byte[] PAGE =
            "<!doctype html><title>OpenEMR</title><p>Signed in. You can close this page and go back to the terminal."
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    /** Listens where a redirect address points. */
    public RedirectListener(URI redirect) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), redirect.getPort()), 0);
        } catch (IOException e) {
            throw Failure.notReady("Port %d is in use. Free it, or use --paste.".formatted(redirect.getPort()));
        }
        server.createContext(redirect.getPath(), this::answer);
        server.start();
    }

    /** The address that the browser came to. */
    public String await(Duration limit) {
        try {
            return address.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw Failure.failed(
                    "Nobody signed in within %d minutes. Try again, or use --paste on a machine without a browser."
                            .formatted(limit.toMinutes()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
        }
        address.complete(exchange.getRequestURI().toString());
    }
}

package org.openemr.aws.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a name server is to the internet: clients that go through this proxy (RFC 9110, 9.3.6, CONNECT) find hosts by their names, on this
 * machine. TLS is between them and the host.
 */
final class Hosts implements AutoCloseable {

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final ServerSocket server;

    Hosts() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** From now on a host is at a port of this machine; at none, it is away. */
    void put(String host, int port) {
        ports.put(host, port);
    }

    /** From now on nobody reaches a host. */
    void remove(String host) {
        ports.remove(host);
    }

    /** Sends every connection of a client here. */
    ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                start(() -> connect(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client) {
            var line = line(client.getInputStream());
            while (!line(client.getInputStream()).isEmpty()) {
                // Headers say nothing to us.
            }
            var port = ports.get(line.split("[ :]", 3)[1]);
            if (port == null) {
                client.getOutputStream().write("HTTP/1.1 502 No such host\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (var host = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var back = start(() -> copy(host, client));
                copy(client, host);
                back.join();
            }
        } catch (IOException e) {
            // One side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (OutputStream out = to.getOutputStream()) {
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // One side has gone.
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n' && next != -1; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static Thread start(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

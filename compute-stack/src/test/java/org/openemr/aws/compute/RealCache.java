package org.openemr.aws.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A Redis on this machine over TLS, with one user who may what the cache of DataStack lets its user do. */
final class RealCache implements AutoCloseable {

    private final ServerCertificate certificate;
    private final int port;
    private final Process server;

    private RealCache(ServerCertificate certificate, int port, Process server) {
        this.certificate = certificate;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param directory for its certificates
     */
    static RealCache start(Path directory) {
        var certificate = ServerCertificate.make(directory);
        try {
            var port = freePort();
            var server = new ProcessBuilder("redis-server", "-")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
            try (var configuration = server.getOutputStream()) {
                configuration.write("""
                        port 0
                        tls-port %d
                        bind 127.0.0.1
                        tls-ca-cert-file %s
                        tls-cert-file %s
                        tls-key-file %s
                        tls-auth-clients no
                        save ""
                        dir %s
                        user default off
                        user openemr on >cacheSecret ~* &* +@all -@dangerous
                        """.formatted(
                                port, certificate.authority(), certificate.certificate(), certificate.key(), directory)
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new RealCache(certificate, port, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How tasks reach it. */
    Map<String, String> variables() {
        return Map.of("REDIS_SERVER", "localhost", "CACHE_PORT", String.valueOf(port));
    }

    /** The certificate of the authority that its own is from. */
    String authority() {
        return certificate.authorityText();
    }

    /** Takes it away from those who use it. */
    @Override
    public void close() {
        server.destroyForcibly().onExit().join();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

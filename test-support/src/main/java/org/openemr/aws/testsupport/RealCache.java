package org.openemr.aws.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis on this machine over TLS, with one user who may what the cache of DataStack lets its user do. */
public final class RealCache implements AutoCloseable {

    private static final String OWNER = "owner";

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
    public static RealCache start(Path directory) {
        var certificate = ServerCertificate.make(directory);
        try {
            var port = FreePort.choose();
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
                        user %6$s on >%6$s ~* &* +@all
                        """.formatted(
                                port,
                                certificate.authority(),
                                certificate.certificate(),
                                certificate.key(),
                                directory,
                                OWNER)
                        .getBytes(StandardCharsets.UTF_8));
            }
            return new RealCache(certificate, port, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How tasks reach it. */
    public Map<String, String> variables() {
        return Map.of("REDIS_SERVER", "localhost", "CACHE_PORT", String.valueOf(port));
    }

    /** Where it listens, on localhost. */
    public int port() {
        return port;
    }

    /** Lets its user in with these passwords and no others, as ElastiCache does for its owner; who is in stays in. */
    public void passwords(List<String> passwords) {
        var command = new ArrayList<>(List.of("redis-cli", "--tls", "--cacert"));
        command.add(certificate.authority().toString());
        command.addAll(List.of("-h", "localhost", "-p", String.valueOf(port)));
        command.addAll(List.of("--user", OWNER, "--pass", OWNER, "--no-auth-warning"));
        command.addAll(List.of("ACL", "SETUSER", "openemr", "resetpass"));
        passwords.forEach(password -> command.add(">" + password));
        var answer = Programs.run("", command);
        if (!answer.strip().equals("OK")) {
            throw new IllegalStateException(answer);
        }
    }

    /** The certificate of the authority that its own is from. */
    public String authority() {
        return certificate.authorityText();
    }

    /** Takes it away from those who use it. */
    @Override
    public void close() {
        server.destroyForcibly().onExit().join();
    }
}

package org.openemr.aws.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate for servers on this machine, from an authority of its own.
 *
 * @param authority the authority's certificate
 */
public record ServerCertificate(Path authority, Path certificate, Path key) {

    private static final String COMMANDS = """
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem
            openssl req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout server.key -out server.csr
            echo subjectAltName=DNS:localhost,IP:127.0.0.1 >names
            openssl x509 -req -days 2 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out server.pem
            """;

    /** Makes one for localhost and 127.0.0.1. */
    public static ServerCertificate make(Path directory) {
        Programs.run("cd '%s'\n%s".formatted(directory, COMMANDS), List.of("sh", "-e"));
        return new ServerCertificate(
                directory.resolve("ca.pem"), directory.resolve("server.pem"), directory.resolve("server.key"));
    }

    public String authorityText() {
        try {
            return Files.readString(authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.openemr.aws.operator.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.UserFolder;

/** Keeps the client of each deployment in a file that only its user can read. */
public final class ClientStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    /** The store of a deployment, below {@code XDG_CONFIG_HOME} or {@code ~/.config}. */
    public ClientStore(Map<String, String> environment, Path userDirectory, String deployment) {
        file = UserFolder.of(environment, "XDG_CONFIG_HOME", userDirectory.resolve(".config"))
                .resolve(deployment + ".json");
    }

    public Path file() {
        return file;
    }

    /** The client that was registered. */
    public ApiClient read() {
        if (!Files.exists(file)) {
            throw Failure.notReady("No client is registered for this deployment. Register one: openemr api register");
        }
        try {
            return MAPPER.readValue(file.toFile(), ApiClient.class);
        } catch (IOException e) {
            throw Failure.failed(file + " is damaged. Remove it and register again: openemr api register");
        }
    }

    /** Keeps a client, in place of the one before; the file is never readable by others, not even while it is written. */
    public void write(ApiClient client) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var fresh = Files.createTempFile(
                    file.getParent(),
                    "client",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            MAPPER.writeValue(fresh.toFile(), client);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

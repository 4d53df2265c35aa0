package org.openemr.aws.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The site of a deployment, as {@code openemr url} reads it from the contract.
 *
 * @param launcher the command line
 * @param options which deployment is meant, as the command line takes it
 */
record DeployedSite(Path launcher, List<String> options) {

    /**
     * Its address.
     *
     * @throws IllegalArgumentException when it is not known; why stands on standard error then
     */
    String address() {
        var command = new ArrayList<>(List.of(launcher.toString(), "url"));
        command.addAll(options);
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            var address = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0 || address.isEmpty()) {
                throw new IllegalArgumentException(
                        "The address of the deployment is not known: see above. Nothing was put under load.");
            }
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

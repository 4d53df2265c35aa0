package org.openemr.aws.compute;

import java.io.IOException;
import java.util.stream.Stream;

/** The shells the scripts are run with: bash, and busybox ash as in the image where the machine has it. */
final class Shells {

    private Shells() {}

    static Stream<String> all() {
        return Stream.of("bash", "busybox ash").filter(shell -> isInstalled(shell + " -c", "exit 0"));
    }

    /** Whether an interpreter is there and runs a program. */
    static boolean isInstalled(String interpreter, String program) {
        try {
            var command = Stream.concat(Stream.of(interpreter.split(" ")), Stream.of(program))
                    .toList();
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package org.openemr.aws.compute;

import java.util.List;

/** The scripts that containers run, which are files of their own beside this class. */
enum TaskScript {
    SET_UP("set-up"),
    WORKER("worker"),
    TLS_MATERIAL("tls-material");

    private final String file;

    TaskScript(String file) {
        this.file = file;
    }

    /** The script with what all scripts share, and the programs it runs, before it. */
    String text() {
        return read("common.sh") + "\n" + (this == SET_UP ? encryptionProgram() : "") + read(file + ".sh");
    }

    /** A function of the shell that prints the PHP program. */
    private static String encryptionProgram() {
        return "encryption_program() {\n  cat <<'END_OF_PROGRAM'\n" + read("encrypt.php") + "END_OF_PROGRAM\n}\n\n";
    }

    /** The image's shell. */
    static List<String> entryPoint() {
        return List.of("/bin/sh", "-c");
    }

    private static String read(String name) {
        return ResourceFile.read("scripts/" + name);
    }
}

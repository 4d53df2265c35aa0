package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.constructs.asset.ResourceFile;

/** The scripts that containers run, which are files of their own beside this class. */
enum TaskScript {
    SET_UP("set-up", "encryption", "database-connection"),
    CONNECTION("connection", "", "database-connection"),
    ADMINISTRATOR("administrator", "administrator"),
    IMPORT("import", "", "database-connection"),
    WORKER("worker", "database"),
    CLOCK("clock", "database"),
    MAIL_TEST("mail-test", ""),
    FILE_CHECK("file-check", "documents"),
    TLS_MATERIAL("tls-material", "");

    private final String file;
    private final String program;
    private final String shared;

    TaskScript(String file, String program) {
        this(file, program, "");
    }

    /**
     * A script.
     *
     * @param program the PHP program it runs, or none
     * @param shared what it shares with another, or nothing
     */
    TaskScript(String file, String program, String shared) {
        this.file = file;
        this.program = program;
        this.shared = shared;
    }

    /** The script with what it shares with all and with another, and the PHP program it runs, before it. */
    String text() {
        return read("common.sh") + "\n"
                + (shared.isEmpty() ? "" : read(shared + ".sh") + "\n")
                + (program.isEmpty() ? "" : printing(program))
                + read(file + ".sh");
    }

    /** A function of the shell that prints a program. */
    private static String printing(String program) {
        return "%s_program() {\n  cat <<'END_OF_PROGRAM'\n%sEND_OF_PROGRAM\n}\n\n"
                .formatted(program, read(program + ".php"));
    }

    /** The image's shell. */
    static List<String> entryPoint() {
        return List.of("/bin/sh", "-c");
    }

    private static String read(String name) {
        return ResourceFile.read(TaskScript.class, "scripts/" + name);
    }
}

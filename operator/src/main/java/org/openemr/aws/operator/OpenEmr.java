package org.openemr.aws.operator;

import java.io.IOException;
import org.openemr.aws.operator.cli.CommandLines;

/** What {@code ./openemr} starts. */
public final class OpenEmr {

    private OpenEmr() {}

    public static void main(String[] arguments) {
        // Since JDK 22 there is a console even where nobody sits, unless this one is chosen.
        System.setProperty("jdk.console", "java.base");
        var surroundings = Surroundings.ofThisProcess();
        try {
            ProxySettings.of(surroundings.environment()).ifPresent(ProxySettings::apply);
        } catch (Failure e) {
            surroundings.terminal().err().println("openemr: " + e.getMessage());
            System.exit(e.status().code());
        }
        var status = CommandLines.of(surroundings, arguments).execute(arguments);
        var problem = surroundings.terminal().problem().filter(one -> !isReadersChoice(one));
        problem.ifPresent(one -> surroundings
                .terminal()
                .err()
                .println("openemr: the output did not arrive where it was written to: " + one.getMessage()));
        System.exit(problem.isPresent() && status == 0 ? ExitStatus.FAILED.code() : status);
    }

    /** Whether who read it wanted no more, such as {@code head}. */
    private static boolean isReadersChoice(IOException problem) {
        return "Broken pipe".equals(problem.getMessage());
    }
}

package org.openemr.aws.operator;

import org.openemr.aws.operator.cli.CommandLines;

/** What {@code ./openemr} starts. */
public final class OpenEmr {

    private OpenEmr() {}

    public static void main(String[] arguments) {
        // Since JDK 22 there is a console even where nobody sits, unless this one is chosen.
        System.setProperty("jdk.console", "java.base");
        System.exit(CommandLines.of(Surroundings.ofThisProcess()).execute(arguments));
    }
}

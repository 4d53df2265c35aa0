package org.openemr.aws.operator;

import org.openemr.aws.operator.cli.CommandLines;

/** What {@code ./openemr} starts. */
public final class OpenEmr {

    private OpenEmr() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.of(Surroundings.ofThisProcess()).execute(arguments));
    }
}

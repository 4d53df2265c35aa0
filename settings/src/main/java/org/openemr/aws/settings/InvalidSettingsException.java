package org.openemr.aws.settings;

import java.util.List;
import java.util.stream.Collectors;

/** All problems of a configuration, reported at once; the message is the report. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidSettingsException(List<Problem> problems) {
        super(report(problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The message, for people. */
    public String report() {
        return report(problems);
    }

    private static String report(List<Problem> problems) {
        var count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(Problem::paragraph)
                .collect(Collectors.joining(
                        "\n",
                        "The configuration has " + count + " (cdk.json, or -c key=value):\n\n",
                        "\nEvery key is described in docs/configuration.md."));
    }
}

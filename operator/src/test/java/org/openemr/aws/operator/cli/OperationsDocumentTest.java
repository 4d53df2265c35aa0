package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * Runs the commands of docs/operations.md, one after the other in one checkout and one account, and compares what they print
 * with what the document says they print. {@code -Dreferences=update} writes their output into the document.
 */
class OperationsDocumentTest extends OperatorTest {

    private static final String DOCUMENT = "docs/operations.md";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String COMMAND = "$ ./openemr ";

    /** What the person answers to the question that a command asks. */
    private static final Map<String, String> ANSWERS =
            Map.of("password", "y", "upgrade", "y", "restore", "openemr\nopenemr", "backup verify", "y");

    @Test
    void everyCommandPrintsWhatTheDocumentSays() throws Exception {
        WorkingAws.answer(operator());
        TrialAws.log(
                aws(),
                "DOCUMENT 310 identical",
                "DOCUMENT 309 encrypted",
                "2026-11-25T12:00:00Z MOVED",
                "2026-11-25T12:00:00Z CHECKED");
        var kept = Files.readAllLines(ProjectRoot.resolve(DOCUMENT));

        var current = withOutputs(kept);

        new GeneratedDocument(DOCUMENT, String.join("\n", current) + "\n").assertCurrent();
        assertThat(current).filteredOn(line -> line.startsWith(COMMAND)).hasSizeGreaterThan(14);
    }

    /** The document with what its commands print now. */
    private List<String> withOutputs(List<String> document) {
        var current = new ArrayList<String>();
        var replaced = false;
        for (var line : document) {
            if (line.startsWith("$ ") || line.startsWith("```")) {
                replaced = line.startsWith("$ ");
                current.add(line);
                if (line.startsWith(COMMAND)) {
                    current.addAll(outputOf(line.substring(COMMAND.length())));
                }
            } else if (!replaced) {
                current.add(line);
            }
        }
        return current;
    }

    private List<String> outputOf(String command) {
        var answer = ANSWERS.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        if (command.startsWith("restore")) {
            aws().heal();
            RestoreAws.answer(operator());
        }
        var arguments = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        return operator()
                .session(answer, arguments)
                .replace(Runtime.version().toString(), "17.0.15+6")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }
}

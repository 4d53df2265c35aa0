package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * The commands of a guide, run one after the other in one checkout and one account, and what they print. {@code -Dreferences=update} writes their
 * output into the document.
 *
 * @param answers what the person answers to the question that a command asks, by how the command begins
 * @param before what happens before a command
 */
record DocumentedCommands(Operator operator, Map<String, String> answers, Consumer<String> before) {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final String COMMAND = "$ ./openemr ";

    /** Compares what they print with what the document says; returns how many there are. */
    long assertCurrent(String document) throws IOException {
        var current = withOutputs(Files.readAllLines(ProjectRoot.resolve(document)));
        new GeneratedDocument(document, String.join("\n", current) + "\n").assertCurrent();
        return current.stream().filter(line -> line.strip().startsWith(COMMAND)).count();
    }

    /** The document with what its commands print now, as far to the right as the command stands. */
    private List<String> withOutputs(List<String> document) {
        var current = new ArrayList<String>();
        var replaced = false;
        for (var line : document) {
            var text = line.strip();
            if (text.startsWith("$ ") || text.startsWith("```")) {
                replaced = text.startsWith("$ ");
                current.add(line);
                if (text.startsWith(COMMAND)) {
                    var indent = line.substring(0, line.indexOf('$'));
                    outputOf(text.substring(COMMAND.length()))
                            .forEach(printed -> current.add((indent + printed).stripTrailing()));
                }
            } else if (!replaced) {
                current.add(line);
            }
        }
        return current;
    }

    private List<String> outputOf(String command) {
        var answer = answers.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        before.accept(command);
        var arguments = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        return operator.session(answer, arguments)
                .replace(Runtime.version().toString(), "17.0.15+6")
                .lines()
                .toList();
    }
}

package org.openemr.aws.trial;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * What the task that opens files wrote: a line for each document, and one at the end.
 *
 * @param lines as many as are there yet
 */
public record TaskLog(List<String> lines) {

    private static final Pattern DOCUMENT = Pattern.compile("DOCUMENT ([0-9]+) ([a-z]+)");
    private static final List<String> WELL = List.of("identical", "encrypted", "read");
    private static final String DONE = "CHECKED";
    private static final String COMPLAINT = "ERROR: ";

    /**
     * Reads what a task wrote so far; nothing when it wrote nothing yet.
     *
     * @param container the beginning of its stream: the prefix and the container's name
     * @param task the task's ARN
     */
    public static TaskLog read(CloudWatchLogsClient logs, String group, String container, String task) {
        var stream = container + "/" + task.substring(task.lastIndexOf('/') + 1);
        try {
            return new TaskLog(logs
                    .getLogEventsPaginator(
                            get -> get.logGroupName(group).logStreamName(stream).startFromHead(true))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList());
        } catch (ResourceNotFoundException e) {
            return new TaskLog(List.of());
        }
    }

    /**
     * How many documents were read, as far as the log has it yet.
     *
     * @param wentWell whether the task ended well
     * @param reason why it ended
     * @throws TrialFailedException when a document is not as it must be, or the task complained
     */
    public Optional<Integer> documentsRead(boolean wentWell, String reason) {
        var verdicts = new TreeMap<String, String>();
        lines.stream()
                .map(DOCUMENT::matcher)
                .filter(matcher -> matcher.find())
                .forEach(matcher -> verdicts.put(matcher.group(1), matcher.group(2)));
        var bad = verdicts.entrySet().stream()
                .filter(verdict -> !WELL.contains(verdict.getValue()))
                .map(verdict -> "document %s is %s".formatted(verdict.getKey(), verdict.getValue()))
                .toList();
        if (!bad.isEmpty()) {
            throw TrialFailedException.unusable(String.join(", ", bad));
        }
        if (!wentWell) {
            throw TrialFailedException.unusable(complaint().orElse(reason));
        }
        return lines.stream().anyMatch(line -> line.endsWith(DONE)) ? Optional.of(verdicts.size()) : Optional.empty();
    }

    /** How the task ended, as far as its log says: well, badly, or not at all. */
    public Optional<Integer> exitStatus() {
        if (complaint().isPresent()) {
            return Optional.of(1);
        }
        return lines.stream().anyMatch(line -> line.endsWith(DONE)) ? Optional.of(0) : Optional.empty();
    }

    /** What it complained about last. */
    public Optional<String> complaint() {
        return lines.stream()
                .filter(line -> line.contains(COMPLAINT))
                .reduce((first, second) -> second)
                .map(line -> line.substring(line.indexOf(COMPLAINT) + COMPLAINT.length())
                        .strip());
    }
}

package org.openemr.aws.functions.watch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as a message that people read: one paragraph for each kind, the worst first. */
record DigestText(String deployment, List<Finding> findings) {

    /** What is read; the rest is in the consoles. */
    private static final int MOST_KINDS = 50;

    private static final int MOST_RESOURCES = 5;

    /** A message of Amazon SNS may have 256 KiB, which 50 kinds are far below; a title alone might not be. */
    private static final int LONGEST_LINE = 400;

    private static final Comparator<Map.Entry<Kind, List<Finding>>> WORST_FIRST = Comparator.comparing(
                    (Map.Entry<Kind, List<Finding>> entry) -> entry.getKey().severity())
            .thenComparing(entry -> -entry.getValue().size())
            .thenComparing(entry -> entry.getKey().title());

    /** At most 100 characters, as Amazon SNS takes them. */
    String subject() {
        return "OpenEMR %s: %d new security %s"
                .formatted(deployment, findings.size(), findings.size() == 1 ? "finding" : "findings");
    }

    String body() {
        var kinds = findings.stream()
                .collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .sorted(WORST_FIRST)
                .toList();
        var text = kinds.stream().limit(MOST_KINDS).map(DigestText::paragraph).collect(Collectors.joining("\n\n"));
        return "%s\n\n%s\n%s\nSee Security Hub, and Amazon Inspector for images, in the AWS console.\n"
                .formatted(
                        subject(),
                        text,
                        kinds.size() > MOST_KINDS
                                ? "\nAnd %d other kinds.\n".formatted(kinds.size() - MOST_KINDS)
                                : "");
    }

    private static String paragraph(Map.Entry<Kind, List<Finding>> kind) {
        var resources = kind.getValue();
        var lines = resources.stream()
                .limit(MOST_RESOURCES)
                .map(finding -> "  at " + shortened(finding.resource()))
                .collect(Collectors.joining("\n"));
        var more = resources.size() - MOST_RESOURCES;
        var help = resources.get(0).help();
        return kind.getKey().severity() + ": " + shortened(kind.getKey().title()) + "\n" + lines
                + (more > 0 ? "\n  and %d more".formatted(more) : "")
                + (help.isEmpty() ? "" : "\n  what to do: " + help);
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    }

    /** What findings have in common. CRITICAL comes before HIGH in the alphabet, too. */
    private record Kind(String severity, String title) {

        static Kind of(Finding finding) {
            return new Kind(finding.severity(), finding.title());
        }
    }
}

package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.output.Beside;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.status.DeploymentStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.operator.status.Looks;
import picocli.CommandLine.Help.Ansi;

/** Takes looks and shows what they find: people see each as it comes, scripts get all at once. */
final class FindingsView {

    /** They can be read on light and on dark, and say nothing that the word does not say. */
    private static final Map<Grade, String> COLOURS =
            Map.of(Grade.PASS, "green", Grade.WARN, "bold", Grade.FAIL, "bold,red");

    private final OperatorCommand command;

    FindingsView(OperatorCommand command) {
        this.command = command;
    }

    /** Looks at every part of a deployment. */
    List<Finding> showHealth(DeployedValues values) {
        var clock = command.surroundings().clock();
        return show(new DeploymentStatus(command.aws(), values, clock).looks());
    }

    List<Finding> show(List<Look> looks) {
        if (command.results().format() == Format.TABLE) {
            var width = looks.stream()
                    .flatMap(look -> look.whats().stream())
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            return Looks.take(looks, finding -> show(finding, width));
        }
        var findings = Looks.take(looks, finding -> {});
        command.results()
                .rows(Finding.COLUMNS, findings.stream().map(Finding::row).toList(), "");
        return findings;
    }

    /** How a command ends that found these. */
    static ExitStatus status(List<Finding> findings) {
        return worst(findings) == Grade.FAIL ? ExitStatus.NOT_READY : ExitStatus.DONE;
    }

    static Grade worst(List<Finding> findings) {
        return findings.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.PASS);
    }

    private void show(Finding finding, int width) {
        var out = command.terminal().out();
        var grade = finding.grade().name().toLowerCase(Locale.ROOT);
        var lines = Beside.lines(
                ("%-" + width + "s").formatted(finding.what()),
                "%-5s".formatted(grade),
                List.of(finding.detail(), finding.remedy()),
                command.terminal().columns());
        var withGrade = lines.get(0).equals(finding.what()) ? 1 : 0;
        for (var line = 0; line < lines.size(); line++) {
            if (line == withGrade && command.terminal().inColours()) {
                showInColours(lines.get(line), line == 0 ? finding.what().length() : 0, finding.grade(), grade);
            } else {
                out.println(lines.get(line));
            }
        }
        out.flush();
    }

    /** What is foreign goes through the terminal's own writer, and the grade past it, with its colour. */
    private void showInColours(String line, int from, Grade of, String grade) {
        var out = command.terminal().out();
        var own = command.terminal().ownOut();
        var begin = line.indexOf(grade, from);
        out.print(line.substring(0, begin));
        out.flush();
        own.print(Ansi.ON.string("@|%s %s|@".formatted(COLOURS.get(of), grade)));
        own.flush();
        out.println(line.substring(begin + grade.length()));
    }
}

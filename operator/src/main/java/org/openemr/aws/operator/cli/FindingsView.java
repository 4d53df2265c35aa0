package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Locale;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.status.DeploymentStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.operator.status.Looks;

/** Takes looks and shows what they find: people see each as it comes, scripts get all at once. */
final class FindingsView {

    private static final String LINE = "%%-%ds  %%-5s  %%s%%n";

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
        var line = LINE.formatted(width);
        out.printf(line, finding.what(), finding.grade().name().toLowerCase(Locale.ROOT), finding.detail());
        if (!finding.remedy().isEmpty()) {
            out.printf(line, "", "", finding.remedy());
        }
        out.flush();
    }
}

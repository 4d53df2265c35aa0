package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.imports.Inspection;
import org.openemr.aws.operator.imports.Upload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = {
            "Bring another installation's database and files into this deployment, which must be fresh, and upgrade them.",
            "What was there is kept until finish or abort. Ended on the way, the same command goes on where it was."
        },
        footer = {"", "Example:", "  openemr import run --database openemr.sql.gz --files sites.tar.gz"})
final class ImportRunCommand extends OperatorCommand {

    @Mixin
    private ImportSource source = new ImportSource();

    ImportRunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var importing = new Importing(this, values());
        var seen = source.inspect(surroundings().directory());
        var inspection = seen.inspection();
        importing.look(inspection);
        var before = importing.uploaded(inspection);
        ImportPlanCommand.steps(inspection, before.isPresent())
                .forEach(step -> say("%s  %s".formatted(step.get("step"), step.get("what"))));
        confirmByTyping(
                "All that is in this deployment is replaced. The old installation is left as it is.", deployment());
        var upload = before.orElseGet(() -> upload(importing, inspection));
        importing.stopClock();
        compare(inspection, importing.load(upload));
        importing.setUp();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("came_from", "OpenEMR " + inspection.version());
        facts.put("tables", inspection.rows().size());
        facts.put("rows", inspection.rowCount());
        facts.put("files", seen.files().files());
        results().facts(facts);
        say(
                "Next: openemr import check. Sign in as somebody of the old installation, then openemr import finish; or openemr import abort.");
        return ExitStatus.DONE;
    }

    private Upload upload(Importing importing, Inspection inspection) {
        try (var progress = progress("Uploading")) {
            progress.show(-1, "database and files");
            var directory = surroundings().directory();
            var upload = importing.bucket().upload(source.dump(directory), source.siteFiles(directory), inspection);
            progress.show(100, "done");
            return upload;
        }
    }

    /** Before anything upgrades them. A service at work may have written a line into its log already. */
    private void compare(Inspection inspection, Map<String, Long> rows) {
        var differences = inspection.rows().entrySet().stream()
                .filter(table -> rows.getOrDefault(table.getKey(), -1L) < table.getValue())
                .map(table -> "%s has %d rows, not %d"
                        .formatted(table.getKey(), rows.getOrDefault(table.getKey(), 0L), table.getValue()))
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty()) {
            throw Failure.failed(
                    "Not all came: %s. openemr import abort brings back what was there.".formatted(differences));
        }
        say("All %d tables have the rows of the dump."
                .formatted(inspection.rows().size()));
    }
}

package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.imports.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description =
                "Say what an import would do to this deployment, and see that it can begin: a task looks whether the deployment is fresh. Changes nothing.",
        footer = {"", "Example:", "  openemr import plan --database openemr.sql.gz --files sites.tar.gz"})
final class ImportPlanCommand extends OperatorCommand {

    private static final List<String> COLUMNS = List.of("step", "what", "undone_by");

    @Mixin
    private ImportSource source = new ImportSource();

    ImportPlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var importing = new Importing(this, values());
        var inspection = source.inspect(surroundings().directory()).inspection();
        importing.look(inspection);
        results().rows(COLUMNS, steps(inspection, importing.uploaded(inspection).isPresent()), "");
        return ExitStatus.DONE;
    }

    /**
     * What run does, in this order.
     *
     * @param uploaded whether it was uploaded before
     */
    static List<Map<String, Object>> steps(Inspection inspection, boolean uploaded) {
        var steps = new ArrayList<Map<String, Object>>();
        add(
                steps,
                uploaded ? "upload: done before" : "upload database and files, encrypted, to the deployment's bucket",
                "finish or abort");
        add(steps, "stop the background services, so that nothing is sent twice", "finish or abort");
        add(steps, "keep the fresh database and files beside; refused when there are patients", "abort");
        add(
                steps,
                "load %d tables with %d rows of OpenEMR %s, and bring the files"
                        .formatted(inspection.rows().size(), inspection.rowCount(), inspection.version()),
                "abort");
        add(steps, "compare the rows of each table", "abort");
        add(steps, "upgrade to the version of this deployment, with its settings", "abort");
        return steps;
    }

    private static void add(List<Map<String, Object>> steps, String what, String undoneBy) {
        var row = new LinkedHashMap<String, Object>();
        row.put("step", steps.size() + 1);
        row.put("what", what);
        row.put("undone_by", undoneBy);
        steps.add(row);
    }
}

package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.export.Exports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "database",
        description = "Export the database to S3 in Parquet, or follow the export that runs.",
        footer = {"", "Example:", "  openemr export database --table form_encounter --table patient_data"})
final class ExportDatabaseCommand extends OperatorCommand {

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table; may be repeated.")
    private final List<String> tables = new ArrayList<>();

    ExportDatabaseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var exports = new Exports(aws(), values());
        var identifier = exports.startDatabase(tables);
        return Following.follow(this, "Exporting the database", identifier, () -> exports.database(identifier));
    }
}

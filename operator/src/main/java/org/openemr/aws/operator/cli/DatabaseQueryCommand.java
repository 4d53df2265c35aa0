package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.operator.database.SqlScript;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

@Command(
        name = "query",
        description = "Run SQL through the RDS Data API; needs enable_data_api.",
        footer = {
            "",
            "Examples:",
            "  openemr db query 'SELECT version()'",
            "  openemr db query 'SELECT fname FROM patient_data WHERE pid = :p' --param p=7",
            "  openemr db query --file corrections.sql"
        })
final class DatabaseQueryCommand extends OperatorCommand {

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A value for :NAME in the statement; it is bound, not pasted.")
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--page-size",
            paramLabel = "ROWS",
            description = "Fetch a SELECT in pages of so many rows, 1 to 10000.")
    private Integer pageSize;

    @Option(
            names = "--as-administrator",
            description = "Run as the database's administrator, not as OpenEMR's own user.")
    private boolean asAdministrator;

    private static final int LARGEST_PAGE = 10_000;

    DatabaseQueryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** A statement, or a file of them. */
    static final class Source {

        @Parameters(paramLabel = "SQL", description = "One statement.")
        private String sql;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "A file of statements: all of them or none.")
        private Path file;
    }

    @Override
    ExitStatus execute() {
        check();
        var api = new DataApi(
                aws().client(RdsDataClient.builder()),
                values(),
                asAdministrator
                        ? DataContract.DATABASE_ADMINISTRATOR_SECRET_ARN
                        : DataContract.DATABASE_USER_SECRET_ARN);
        if (source.file != null) {
            var outcomes =
                    api.all(SqlScript.statements(read(surroundings().here().resolve(source.file))));
            say("%d statements, %d rows changed"
                    .formatted(
                            outcomes.size(),
                            outcomes.stream()
                                    .mapToLong(DataApi.Outcome::changed)
                                    .sum()));
            outcomes.stream().filter(outcome -> !outcome.rows().isEmpty()).forEach(this::show);
        } else if (pageSize != null) {
            show(api.pages(source.sql.strip().replaceAll(";$", ""), parameters, pageSize));
        } else {
            var outcome = api.run(source.sql, parameters);
            if (outcome.rows().isEmpty() && outcome.changed() > 0) {
                say(outcome.changed() + " rows changed");
            } else {
                show(outcome);
            }
        }
        return ExitStatus.DONE;
    }

    private void show(DataApi.Outcome outcome) {
        results().rowsOfOthers(outcome.columns(), outcome.rows(), "no rows");
    }

    private void check() {
        if (pageSize != null && (pageSize < 1 || pageSize > LARGEST_PAGE)) {
            throw Failure.usage("--page-size must be 1 to 10000.");
        }
        if (pageSize != null
                && (source.sql == null
                        || !source.sql.strip().toLowerCase(Locale.ROOT).startsWith("select"))) {
            throw Failure.usage("--page-size needs one SELECT without a LIMIT of its own.");
        }
        if (source.file != null && !parameters.isEmpty()) {
            throw Failure.usage("--param belongs to a statement on the command line, not to a file.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}

package org.openemr.aws.functions.export;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ExportTask;
import software.amazon.awssdk.services.rds.model.ExportTaskAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.StartExportTaskResponse;

/**
 * Starts an export of the database to S3, in Parquet, and answers with its state; while one runs, that one is the answer.
 * Each export has an identifier of its own, because identifiers are unique for ever in an account and region, see <a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/export-cluster-data.html">exporting cluster data</a>.
 */
public final class DatabaseExport implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final Set<String> RUNNING = Set.of("STARTING", "IN_PROGRESS", "CANCELING");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int RANDOM_CHARACTERS = 6;

    private final RdsClient rds;
    private final Map<String, String> environment;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public DatabaseExport() {
        this(
                RdsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                System.getenv(),
                Clock.systemUTC(),
                new EventLog());
    }

    /**
     * For tests: a given client.
     *
     * @param environment {@code DEPLOYMENT}, {@code CLUSTER_ARN}, {@code SCHEMA}, {@code BUCKET}, {@code PREFIX},
     *     {@code ROLE_ARN} and {@code KEY_ARN}
     */
    DatabaseExport(RdsClient rds, Map<String, String> environment, Clock clock, EventLog log) {
        this.rds = rds;
        this.environment = environment;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Starts an export, or finds the one that runs.
     *
     * @param input {@code tables}, when not the whole database is wanted: names of tables without their schema
     * @return what RDS says of the export
     * @throws ExportRefusedException when RDS does not begin
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var tables = TableSelection.from(
                input == null ? Map.of() : input,
                NamedValues.ofEnvironment(environment).text("SCHEMA"));
        return running().map(this::answer).orElseGet(() -> answer(start(tables)));
    }

    private Optional<ExportTask> running() {
        return rds
                .describeExportTasksPaginator(describe -> describe.sourceArn(environment.get("CLUSTER_ARN")))
                .exportTasks()
                .stream()
                .filter(task -> RUNNING.contains(task.status()))
                .findFirst();
    }

    private StartExportTaskResponse start(TableSelection tables) {
        try {
            return start(identifier(), tables);
        } catch (ExportTaskAlreadyExistsException e) {
            return start(identifier(), tables);
        } catch (RdsException e) {
            throw new ExportRefusedException(
                    "RDS did not begin the export (%s): %s %s"
                            .formatted(
                                    e.awsErrorDetails().errorCode(),
                                    e.awsErrorDetails().errorMessage(),
                                    Remedy.of(e.awsErrorDetails().errorCode())),
                    e);
        }
    }

    private StartExportTaskResponse start(String identifier, TableSelection tables) {
        return rds.startExportTask(start -> {
            start.exportTaskIdentifier(identifier)
                    .sourceArn(environment.get("CLUSTER_ARN"))
                    .s3BucketName(environment.get("BUCKET"))
                    .s3Prefix(environment.get("PREFIX"))
                    .iamRoleArn(environment.get("ROLE_ARN"))
                    .kmsKeyId(environment.get("KEY_ARN"));
            if (!tables.exportOnly().isEmpty()) {
                start.exportOnly(tables.exportOnly());
            }
        });
    }

    /** At most 60 characters, first a letter, no two hyphens in a row. */
    private String identifier() {
        return "%s-%s-%s"
                .formatted(
                        environment.get("DEPLOYMENT"),
                        TIME.format(clock.instant()),
                        UUID.randomUUID().toString().substring(0, RANDOM_CHARACTERS));
    }

    private Map<String, Object> answer(StartExportTaskResponse task) {
        return answer(task.exportTaskIdentifier(), task.status(), task.percentProgress());
    }

    private Map<String, Object> answer(ExportTask task) {
        return answer(task.exportTaskIdentifier(), task.status(), task.percentProgress());
    }

    private Map<String, Object> answer(String identifier, String status, Integer percent) {
        var answer = new TreeMap<String, Object>(Map.of(
                "ExportTaskIdentifier",
                identifier,
                "Status",
                status,
                "PercentProgress",
                percent == null ? 0 : percent,
                "S3Bucket",
                environment.get("BUCKET"),
                "S3Prefix",
                environment.get("PREFIX"),
                "SourceArn",
                environment.get("CLUSTER_ARN")));
        log.info("database-export", answer);
        return answer;
    }
}

package org.openemr.aws.operator.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.trial.DataApiRows;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.DatabaseResumingException;
import software.amazon.awssdk.services.rdsdata.model.HttpEndpointNotEnabledException;
import software.amazon.awssdk.services.rdsdata.model.RdsDataException;

/**
 * Runs SQL through the <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html">RDS Data
 * API</a>: over HTTPS, with IAM, and without a way into the network.
 */
public final class DataApi {

    private final RdsDataClient data;
    private final String cluster;
    private final String secret;
    private final String schema;

    /**
     * Queries as a user of the deployment's database.
     *
     * @param secret whose secret is used
     */
    public DataApi(RdsDataClient data, DeployedValues values, Output secret) {
        this(data, values.get(DataContract.DATABASE_ARN), values.get(secret), schema(values));
    }

    /** Queries as OpenEMR's own user; an answer may take as long as the Data API gives. */
    public static DataApi asOpenEmr(Aws aws, DeployedValues values) {
        return new DataApi(
                aws.clientThatWaits(RdsDataClient.builder(), DataApiRows.LONGEST),
                values,
                DataContract.DATABASE_USER_SECRET_ARN);
    }

    /**
     * Queries a cluster.
     *
     * @param cluster its ARN
     * @param secret the ARN of the secret with user and password
     */
    public DataApi(RdsDataClient data, String cluster, String secret, String schema) {
        this.data = data;
        this.cluster = cluster;
        this.secret = secret;
        this.schema = schema;
    }

    /** The schema that OpenEMR uses in the deployment. */
    public static String schema(DeployedValues values) {
        return values.get(ComputeContract.DATABASE_SCHEMA);
    }

    /**
     * What a statement gave: rows, or how many rows it changed.
     *
     * @param columns the names of the values in each row; none when the statement asks for no rows
     */
    public record Outcome(List<String> columns, List<Map<String, Object>> rows, long changed) {}

    /** Runs one statement by itself. */
    public Outcome run(String sql, Map<String, String> parameters) {
        return run(sql, parameters, Optional.empty());
    }

    /** Runs one query; gives its rows. */
    public List<Map<String, Object>> rows(String query, Map<String, String> parameters) {
        return run(query, parameters).rows();
    }

    /** Runs one query page by page, within one transaction, so that all pages show the same state. */
    public Outcome pages(String query, Map<String, String> parameters, int pageSize) {
        return inTransaction(transaction -> {
            var rows = new ArrayList<Map<String, Object>>();
            Outcome page;
            do {
                var sql = "%s LIMIT %d OFFSET %d".formatted(query, pageSize, rows.size());
                page = run(sql, parameters, Optional.of(transaction));
                rows.addAll(page.rows());
            } while (page.rows().size() == pageSize);
            return new Outcome(page.columns(), rows, 0);
        });
    }

    /** Runs statements one after the other: all of them or none. */
    public List<Outcome> all(List<String> statements) {
        return inTransaction(transaction -> statements.stream()
                .map(sql -> run(sql, Map.of(), Optional.of(transaction)))
                .toList());
    }

    private <T> T inTransaction(Function<String, T> work) {
        var transaction = calling(() -> data.beginTransaction(
                        begin -> begin.resourceArn(cluster).secretArn(secret).database(schema)))
                .transactionId();
        try {
            var result = work.apply(transaction);
            data.commitTransaction(
                    commit -> commit.resourceArn(cluster).secretArn(secret).transactionId(transaction));
            return result;
        } catch (RuntimeException e) {
            data.rollbackTransaction(
                    rollback -> rollback.resourceArn(cluster).secretArn(secret).transactionId(transaction));
            throw e;
        }
    }

    private Outcome run(String sql, Map<String, String> parameters, Optional<String> transaction) {
        var response = calling(() -> data.executeStatement(DataApiRows.statement(sql, parameters)
                .resourceArn(cluster)
                .secretArn(secret)
                .database(schema)
                .transactionId(transaction.orElse(null))
                .build()));
        return new Outcome(
                DataApiRows.labels(response),
                DataApiRows.of(response),
                Optional.ofNullable(response.numberOfRecordsUpdated()).orElse(0L));
    }

    /** Puts what the Data API says into words that help. */
    private static <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (RdsDataException e) {
            var answer = AwsAnswer.of(e);
            var message = answer.message();
            if (e instanceof HttpEndpointNotEnabledException || message.contains("HttpEndpoint is not enabled")) {
                throw new Failure(
                        ExitStatus.NOT_READY,
                        "The Data API is off. Set \"enable_data_api\": true in cdk.json and run:"
                                + " npx cdk deploy --exclusively DataStack",
                        e);
            }
            if (e instanceof DatabaseResumingException) {
                throw new Failure(
                        ExitStatus.NOT_READY, "The database wakes up from its pause. Try again in half a minute.", e);
            }
            if (message.contains("exceeded the limit") || message.contains("response size")) {
                throw new Failure(
                        ExitStatus.USAGE,
                        "The answer is larger than the Data API gives at once (1 MiB). Use --page-size 500.",
                        e);
            }
            if (e.statusCode() == 400 && !answer.code().contains("AccessDenied")) {
                throw new Failure(ExitStatus.FAILED, "The database says: " + message, e);
            }
            throw e;
        }
    }
}

package org.openemr.aws.functions.restoretest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Writes once a day for how many days no restore was proven, by whatever proof: an alarm cannot look back so far. What was never proven counts
 * from the day on which the plan was made.
 */
public final class RestoreTestAge implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final BackupClient backup;
    private final Records records;
    private final String plan;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public RestoreTestAge() {
        this(
                BackupClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SsmClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                NamedValues.ofEnvironment(System.getenv()),
                Clock.systemUTC(),
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param values {@code PLAN_NAME} and {@code RECORDS}
     */
    RestoreTestAge(BackupClient backup, SsmClient ssm, NamedValues values, Clock clock, EventLog log) {
        this.backup = backup;
        this.records = new Records(ssm, values.text("RECORDS"));
        this.plan = values.text("PLAN_NAME");
        this.clock = clock;
        this.log = log;
    }

    /**
     * Writes it.
     *
     * @return {@code days}
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var made = backup.getRestoreTestingPlan(get -> get.restoreTestingPlanName(plan))
                .restoreTestingPlan()
                .creationTime();
        var proven = TrialRecord.read(records)
                .flatMap(record -> Optional.ofNullable(record.lastPassed()))
                .map(Instant::parse);
        var since = Stream.concat(Stream.of(made), proven.stream())
                .max(Instant::compareTo)
                .orElseThrow();
        var days = Duration.between(since, clock.instant()).toDays();
        log.info("restore-test-age", Map.of("days", days));
        return Map.of("days", days);
    }
}

package org.openemr.aws.functions.restoretest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.trial.DataApiRows;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.TrialFailedException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.RestoreJobStatus;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Polled until a restore test is over: waits for the jobs of the plan, finds out about each store, gives back what it has added, tells AWS
 * Backup, which removes what it restored, and keeps a record. A look that is ended half-way is done again by the next.
 */
public final class RestoreTestLook implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** The schedule of this function and that of the plan are the same, by two clocks. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(30);

    /** AWS Backup begins within an hour, as well as it can. */
    private static final Duration ALL_HAVE_BEGUN = Duration.ofHours(3);

    /** What is not restored then is given up; the rest is looked into. */
    static final Duration LONGEST_RESTORE = Duration.ofHours(60);

    /** From then on nothing is looked into any more. */
    static final Duration LONGEST_LOOK = Duration.ofHours(6);

    /** What was added is given back within that time, or somebody has to. */
    static final Duration LONGEST_RELEASE = Duration.ofHours(2);

    /** Half an hour of looks, when each fails. */
    private static final int MOST_FAILURES = 30;

    private static final String NOT_BEGUN = "not begun";

    private static final List<String> ENDED = List.of(
            RestoreJobStatus.COMPLETED.toString(),
            RestoreJobStatus.FAILED.toString(),
            RestoreJobStatus.ABORTED.toString());

    static final long SECONDS_WHILE_RESTORING = 300;
    static final long SECONDS_WHILE_LOOKING = 60;

    private final Jobs jobs;
    private final FileTask task;
    private final List<StoreProof> proofs;
    private final RestoreTestReport report;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public RestoreTestLook() {
        this(
                new Clients(
                        BackupClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        CloudWatchLogsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        EcsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        EfsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        RdsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        // Statements are not repeated within a look: the next look does.
                        RdsDataClient.builder()
                                .httpClientBuilder(
                                        UrlConnectionHttpClient.builder().socketTimeout(DataApiRows.LONGEST))
                                .overrideConfiguration(configuration -> configuration
                                        .apiCallTimeout(DataApiRows.LONGEST)
                                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
                                .build(),
                        SsmClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()),
                NamedValues.ofEnvironment(System.getenv()),
                Clock.systemUTC(),
                new EventLog());
    }

    /** The services that a test speaks with. */
    record Clients(
            BackupClient backup,
            CloudWatchLogsClient logs,
            EcsClient ecs,
            EfsClient efs,
            RdsClient rds,
            RdsDataClient data,
            SsmClient ssm) {}

    /**
     * For tests: given clients.
     *
     * @param values {@code PLAN_ARN}, {@code RECORDS}, {@code DATABASE_ARN}, {@code SCHEMA}, {@code SITES_ARN}, {@code SSL_ARN},
     *     {@code SUBNET}, {@code SITES_GROUP}, {@code SSL_GROUP}, and what {@link FileTask} needs
     */
    RestoreTestLook(Clients clients, NamedValues values, Clock clock, EventLog log) {
        jobs = new Jobs(clients.backup(), values.text("PLAN_ARN"));
        task = new FileTask(clients.ecs(), clients.logs(), values);
        var database =
                new DatabaseProof(clients.rds(), clients.data(), values.text("DATABASE_ARN"), values.text("SCHEMA"));
        var subnet = values.text("SUBNET");
        proofs = List.of(
                database,
                new FilesProof(
                        clients.efs(),
                        task,
                        values.text("SITES_ARN"),
                        "sites",
                        new ScratchFiles.Place(subnet, values.text("SITES_GROUP")),
                        database),
                new FilesProof(
                        clients.efs(),
                        task,
                        values.text("SSL_ARN"),
                        "ssl",
                        new ScratchFiles.Place(subnet, values.text("SSL_GROUP")),
                        database));
        report = new RestoreTestReport(jobs, new Records(clients.ssm(), values.text("RECORDS")), log);
        this.clock = clock;
        this.log = log;
    }

    /**
     * One look.
     *
     * @param input {@code Since}, when the test began, and {@code Progress}, the answer of the look before, empty at first
     * @return {@code Done}, {@code At}, what it is at, {@code Wait}, the seconds to the next look, {@code Passed}, and what the next look needs
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = NamedValues.ofEvent(input);
        var stage = Stage.of(event.object("Progress"));
        var at = new TreeMap<String, String>();
        if (stage.time(Stage.RESTORED).isEmpty()) {
            return restoring(stage, Instant.parse(event.text("Since")), at);
        }
        if (stage.time(Stage.KNOWN).isEmpty()) {
            return looking(stage, at);
        }
        return ending(stage, at);
    }

    /** Waits for AWS Backup. An instance costs something: nothing is added before all is there. */
    private Map<String, Object> restoring(Stage stage, Instant since, Map<String, String> at) {
        var age = Duration.between(since, clock.instant());
        var begun = begun(since, age);
        proofs.forEach(proof -> at.put(
                proof.store(),
                Optional.ofNullable(begun.get(proof.source()))
                        .map(RestoreJobsListMember::statusAsString)
                        .orElse(NOT_BEGUN)));
        var waits = at.values().stream()
                .anyMatch(state ->
                        !ENDED.contains(state) && !(state.equals(NOT_BEGUN) && age.compareTo(ALL_HAVE_BEGUN) > 0));
        if (waits && age.compareTo(LONGEST_RESTORE) < 0) {
            return answer(stage, at, SECONDS_WHILE_RESTORING);
        }
        for (var proof : proofs) {
            var job = Optional.ofNullable(begun.get(proof.source()));
            job.filter(one -> one.status() == RestoreJobStatus.COMPLETED)
                    .flatMap(Restored::of)
                    .ifPresentOrElse(
                            restored -> use(stage, proof.store(), restored),
                            () -> stage.verdicts().put(proof.store(), Verdict.failed(whyNot(job))));
        }
        stage.times().put(Stage.RESTORED, clock.instant());
        return answer(stage, at, 0);
    }

    /** What AWS Backup says when it does not answer at all until the time is over: nothing. */
    private Map<String, RestoreJobsListMember> begun(Instant since, Duration age) {
        try {
            return jobs.since(since.minus(CLOCKS_DIFFER));
        } catch (SdkException e) {
            if (age.compareTo(LONGEST_RESTORE) < 0) {
                throw e;
            }
            log.warn("restore-jobs-unknown", Map.of("reason", String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    /** What AWS Backup was told of, by another look at the same test, it removes: nothing may be added to it. */
    private void use(Stage stage, String store, Restored restored) {
        if (jobs.wasTold(restored.job())) {
            stage.verdicts().put(store, Verdict.failed("AWS Backup has a verdict already, and removes it"));
        } else {
            stage.restored().put(store, restored);
        }
    }

    private static String whyNot(Optional<RestoreJobsListMember> job) {
        return job.map(one -> "The restore job is %s: %s"
                        .formatted(
                                one.statusAsString(),
                                Objects.requireNonNullElse(one.statusMessage(), "no reason is given")))
                .orElse("AWS Backup restored nothing. Is there a recovery point of the last days?");
    }

    private Map<String, Object> looking(Stage stage, Map<String, String> at) {
        var now = clock.instant();
        var end = stage.time(Stage.RESTORED).orElseThrow().plus(LONGEST_LOOK);
        for (var proof : proofs) {
            if (stage.verdict(proof.store()).isEmpty()) {
                if (now.isBefore(end)) {
                    at.put(proof.store(), look(proof, stage, now));
                } else {
                    stage.verdicts()
                            .put(
                                    proof.store(),
                                    Verdict.failed("It did not come to an end within %d hours"
                                            .formatted(LONGEST_LOOK.toHours())));
                }
            }
        }
        if (proofs.stream().allMatch(proof -> stage.verdict(proof.store()).isPresent())) {
            stage.times().put(Stage.KNOWN, now);
            // What was added a moment ago, AWS may not name yet.
            return answer(stage, at, SECONDS_WHILE_LOOKING);
        }
        return answer(stage, at, SECONDS_WHILE_LOOKING);
    }

    /** One store's trouble is not another's: what fails is looked at again, and is a verdict in the end. */
    private String look(StoreProof proof, Stage stage, Instant now) {
        var store = proof.store();
        try {
            return proof.look(stage.restored(store).orElseThrow(), stage, now);
        } catch (TrialFailedException e) {
            stage.verdicts().put(store, Verdict.failed(String.valueOf(e.getMessage())));
            return "failed";
        } catch (RuntimeException e) {
            var why = String.valueOf(e.getMessage());
            log.warn("restore-test-look-failed", Map.of("store", store, "reason", why));
            if (stage.failures().merge(store, 1, Integer::sum) >= MOST_FAILURES) {
                stage.verdicts().put(store, Verdict.failed("It could not be looked at: " + why));
            }
            return "failed: " + why;
        }
    }

    /** Gives back what was added, so that AWS Backup can remove what it restored, and tells it, and everybody else. */
    private Map<String, Object> ending(Stage stage, Map<String, String> at) {
        var now = clock.instant();
        var timeIsOver = now.isAfter(
                stage.times().computeIfAbsent(Stage.ENDING, first -> now).plus(LONGEST_RELEASE));
        proofs.forEach(proof -> stage.restored(proof.store())
                .map(restored -> giveBack(proof, restored))
                .filter(state -> !state.equals(Scratch.GONE))
                .ifPresent(state -> at.put(proof.store(), state)));
        forget().ifPresent(why -> at.put("task definitions", why));
        if (!at.isEmpty() && !timeIsOver) {
            return answer(stage, at, SECONDS_WHILE_LOOKING);
        }
        report.tell(stage).forEach((store, why) -> at.merge(store, "not told: " + why, "%s, %s"::formatted));
        if (!at.isEmpty() && !timeIsOver) {
            return answer(stage, at, SECONDS_WHILE_LOOKING);
        }
        var last = new LinkedHashMap<>(answer(stage, at, 0));
        last.put("Done", true);
        last.put("Passed", report.record(stage, at, now));
        return last;
    }

    private static String giveBack(StoreProof proof, Restored restored) {
        try {
            return proof.giveBack(restored);
        } catch (RuntimeException e) {
            return "not given back: " + e.getMessage();
        }
    }

    /** Takes back what was registered; what is wrong when it could not. */
    private Optional<String> forget() {
        try {
            task.forget();
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("not deregistered: " + e.getMessage());
        }
    }

    private Map<String, Object> answer(Stage stage, Map<String, String> at, long wait) {
        log.info("restore-test-look", at);
        var answer = new LinkedHashMap<>(stage.toMap());
        answer.put("Done", false);
        answer.put("At", at.toString());
        answer.put("Wait", wait);
        return answer;
    }
}

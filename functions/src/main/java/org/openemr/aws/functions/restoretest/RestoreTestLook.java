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

    private static final Duration LONGEST = Duration.ofDays(3);

    /** What was added is given back within that time, or somebody has to. */
    private static final Duration LONGEST_RELEASE = LONGEST.plusHours(2);

    /** An hour of looks that fail one after the other. */
    private static final int MOST_FAILURES = 30;

    private static final String NOT_BEGUN = "not begun";

    private static final List<String> ENDED = List.of(
            RestoreJobStatus.COMPLETED.toString(),
            RestoreJobStatus.FAILED.toString(),
            RestoreJobStatus.ABORTED.toString());

    private static final long SECONDS_WHILE_RESTORING = 300;
    private static final long SECONDS_WHILE_LOOKING = 120;

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
                        RdsDataClient.builder()
                                .httpClientBuilder(
                                        UrlConnectionHttpClient.builder().socketTimeout(DataApiRows.LONGEST))
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
        var since = Instant.parse(event.text("Since"));
        var stage = Stage.of(event.object("Progress"));
        var begun = jobs.since(since.minus(CLOCKS_DIFFER));
        var at = new TreeMap<String, String>();
        if (restores(begun, since, at)) {
            return answer(stage, at, SECONDS_WHILE_RESTORING);
        }
        // What is told is what the state machine knows already: a look that is ended half-way finds it again.
        var known = isKnown(stage);
        var restored = restored(begun, stage);
        findOut(restored, stage, since, at);
        if (!known) {
            return answer(stage, at, isKnown(stage) ? 0 : SECONDS_WHILE_LOOKING);
        }
        if (!isGivenBack(restored, since, at)) {
            return answer(stage, at, SECONDS_WHILE_LOOKING);
        }
        task.forget();
        report.write(restored, stage);
        var last = new LinkedHashMap<>(answer(stage, Map.of(), 0));
        last.put("Done", true);
        last.put("Passed", stage.problem().isEmpty());
        return last;
    }

    private boolean isKnown(Stage stage) {
        return proofs.stream().allMatch(proof -> stage.verdict(proof.store()).isPresent());
    }

    private Map<String, Object> answer(Stage stage, Map<String, String> at, long wait) {
        log.info("restore-test-look", at);
        var answer = new LinkedHashMap<>(stage.toMap());
        answer.put("Done", false);
        answer.put("At", at.toString());
        answer.put("Wait", wait);
        return answer;
    }

    /** Whether AWS Backup is still at it. An instance costs something: nothing is added before all is there. */
    private boolean restores(Map<String, RestoreJobsListMember> begun, Instant since, Map<String, String> at) {
        proofs.forEach(proof -> at.put(
                proof.store(),
                Optional.ofNullable(begun.get(proof.source()))
                        .map(RestoreJobsListMember::statusAsString)
                        .orElse(NOT_BEGUN)));
        var age = Duration.between(since, clock.instant());
        if (age.compareTo(LONGEST) >= 0) {
            return false;
        }
        return at.values().stream()
                .anyMatch(state ->
                        !ENDED.contains(state) && !(state.equals(NOT_BEGUN) && age.compareTo(ALL_HAVE_BEGUN) > 0));
    }

    /** What there is to look into; of what is not there the verdict is clear. */
    private RestoredStores restored(Map<String, RestoreJobsListMember> begun, Stage stage) {
        var restored = new TreeMap<String, RestoreJobsListMember>();
        for (var proof : proofs) {
            var job = Optional.ofNullable(begun.get(proof.source()));
            var completed = job.filter(one -> one.status() == RestoreJobStatus.COMPLETED);
            completed.ifPresent(one -> restored.put(proof.store(), one));
            if (completed.isEmpty()) {
                stage.verdicts().computeIfAbsent(proof.store(), store -> Verdict.failed(whyNot(job)));
            }
        }
        return new RestoredStores(restored, clock.instant());
    }

    private static String whyNot(Optional<RestoreJobsListMember> job) {
        return job.map(one -> "The restore job is %s: %s"
                        .formatted(
                                one.statusAsString(),
                                Objects.requireNonNullElse(one.statusMessage(), "no reason is given")))
                .orElse("AWS Backup restored nothing. Is there a recovery point of the last days?");
    }

    private void findOut(RestoredStores restored, Stage stage, Instant since, Map<String, String> at) {
        var timeIsOver = !clock.instant().isBefore(since.plus(LONGEST));
        for (var proof : proofs) {
            if (stage.verdict(proof.store()).isEmpty()) {
                var state = look(proof, restored, stage);
                at.put(proof.store(), state);
                if (timeIsOver) {
                    stage.verdicts()
                            .computeIfAbsent(
                                    proof.store(),
                                    store -> Verdict.failed("It did not come to an end within %d hours, and was at: %s"
                                            .formatted(LONGEST.toHours(), state)));
                }
            }
        }
    }

    /** One store's trouble is not another's: what fails is looked at again, and is a verdict in the end. */
    private String look(StoreProof proof, RestoredStores restored, Stage stage) {
        var store = proof.store();
        try {
            var state = proof.look(restored, stage);
            stage.failures().remove(store);
            return state;
        } catch (TrialFailedException e) {
            stage.verdicts().put(store, Verdict.failed(String.valueOf(e.getMessage())));
            return "failed";
        } catch (SdkException | IllegalStateException e) {
            var why = String.valueOf(e.getMessage());
            log.warn("restore-test-look-failed", Map.of("store", store, "reason", why));
            if (stage.failures().merge(store, 1, Integer::sum) >= MOST_FAILURES) {
                stage.verdicts().put(store, Verdict.failed("It could not be looked at: " + why));
            }
            return "failed: " + why;
        }
    }

    private static String release(StoreProof proof, RestoredStores restored) {
        try {
            return proof.scratch(restored.require(proof.store())).release();
        } catch (SdkException | TrialFailedException e) {
            return "not given back: " + e.getMessage();
        }
    }

    /** Whether everything is as AWS Backup left it, so that it can remove it. */
    private boolean isGivenBack(RestoredStores restored, Instant since, Map<String, String> at) {
        var all = true;
        for (var proof : proofs) {
            if (restored.of(proof.store()).isPresent()) {
                var state = release(proof, restored);
                at.put(proof.store(), state);
                all &= state.equals(Scratch.GONE);
            }
        }
        return all || clock.instant().isAfter(since.plus(LONGEST_RELEASE));
    }
}

package org.openemr.aws.functions.export;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;

/**
 * Starts the task that copies OpenEMR's files to S3, and answers with its ARN. While one runs, its ARN is the answer: two
 * never copy at the same time.
 */
public final class FileExport implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int SECONDS_OF_A_CALL = 60;

    private final EcsClient ecs;
    private final Map<String, String> environment;
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public FileExport() {
        this(
                EcsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                System.getenv(),
                Clock.systemUTC(),
                new EventLog());
    }

    /**
     * For tests: a given client.
     *
     * @param environment {@code CLUSTER}, {@code FAMILY}, {@code SUBNETS} with commas, and {@code SECURITY_GROUP}
     */
    FileExport(EcsClient ecs, Map<String, String> environment, Clock clock, EventLog log) {
        this.ecs = ecs;
        this.environment = environment;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Starts the copy, or finds the one that runs.
     *
     * @return {@code taskArn} and {@code state}, which is started or running
     * @throws ExportRefusedException when ECS does not start the task
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        return running().map(task -> answer(task, "running")).orElseGet(() -> answer(start(), "started"));
    }

    private Optional<String> running() {
        return ecs
                .listTasksPaginator(list -> list.cluster(environment.get("CLUSTER"))
                        .family(environment.get("FAMILY"))
                        .desiredStatus(DesiredStatus.RUNNING))
                .taskArns()
                .stream()
                .findFirst();
    }

    /** Calls within the same minute start one task: ECS knows them by their token. */
    private String start() {
        var token = environment.get("FAMILY") + "-" + clock.instant().getEpochSecond() / SECONDS_OF_A_CALL;
        var response = ecs.runTask(run -> run.cluster(environment.get("CLUSTER"))
                .taskDefinition(environment.get("FAMILY"))
                .launchType(LaunchType.FARGATE)
                .count(1)
                .clientToken(token)
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .networkConfiguration(network ->
                        network.awsvpcConfiguration(vpc -> vpc.subnets(List.of(NamedValues.ofEnvironment(environment)
                                        .text("SUBNETS")
                                        .split(",", -1)))
                                .securityGroups(environment.get("SECURITY_GROUP"))
                                .assignPublicIp(AssignPublicIp.DISABLED))));
        if (response.tasks().isEmpty()) {
            throw new ExportRefusedException("ECS did not start the copy: "
                    + response.failures().stream()
                            .map(failure -> failure.reason() + ", " + failure.detail())
                            .findFirst()
                            .orElse("it gave no reason")
                    + ". Try again in some minutes.");
        }
        return response.tasks().get(0).taskArn();
    }

    private Map<String, Object> answer(String taskArn, String state) {
        log.info("file-export", new TreeMap<>(Map.of("taskArn", taskArn, "state", state)));
        return new TreeMap<>(Map.of("taskArn", taskArn, "state", state));
    }
}

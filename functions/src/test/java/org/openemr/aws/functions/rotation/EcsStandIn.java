package org.openemr.aws.functions.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * ECS with one service: a task gets its secrets when it starts; a deployment starts new tasks, then lets the old ones finish what they began, and
 * then ends them.
 */
final class EcsStandIn {

    static final String SERVICE = "openemr";
    static final String SET_UP = "set-up";
    static final String CONNECTION = "connection";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<Instant> clock;
    private final Supplier<String> cachePassword;
    private final Supplier<Integer> connectionTask;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private int number;
    private String deployment = "ecs-svc/1";
    private String rollout = "COMPLETED";
    private boolean newTasksAreHealthy = true;
    private boolean completesEarly;
    private final List<String> deployments = new ArrayList<>();

    /** A task, as ECS knows it and as it works. */
    static final class Task {
        private final String arn;
        private final String family;
        private final Instant created;
        private final String cachePassword;
        private final String deployment;
        private String desired = "RUNNING";
        private String last = "RUNNING";
        private Integer exitCode;

        private Task(String arn, String family, Instant created, String cachePassword, String deployment) {
            this.arn = arn;
            this.family = family;
            this.created = created;
            this.cachePassword = cachePassword;
            this.deployment = deployment;
        }

        /** The password of the cache that it got when it started. */
        String cachePassword() {
            return cachePassword;
        }
    }

    /**
     * A service without tasks.
     *
     * @param cachePassword what the secret has at a moment
     * @param connectionTask runs the task that writes the connection, and gives its exit status
     */
    EcsStandIn(Supplier<Instant> clock, Supplier<String> cachePassword, Supplier<Integer> connectionTask) {
        this.clock = clock;
        this.cachePassword = cachePassword;
        this.connectionTask = connectionTask;
    }

    synchronized void serve(int count) {
        for (var task = 0; task < count; task++) {
            start(SERVICE);
        }
    }

    synchronized Task start(String family) {
        number++;
        var arn = "arn:aws:ecs:us-east-1:111122223333:task/c/" + number;
        var task = new Task(arn, family, clock.get(), cachePassword.get(), deployment);
        tasks.put(arn, task);
        return task;
    }

    synchronized void end(Task task, int status) {
        task.desired = "STOPPED";
        task.last = "STOPPED";
        task.exitCode = status;
    }

    /** The load balancer's choice for a new request. */
    synchronized Task forRequest(int request) {
        var serving = tasks.values().stream()
                .filter(task -> task.family.equals(SERVICE) && task.desired.equals("RUNNING"))
                .toList();
        return serving.get(request % serving.size());
    }

    /** Whoever may still use the cache. */
    synchronized List<Task> atWork() {
        return tasks.values().stream()
                .filter(task -> task.family.equals(SERVICE) && !task.last.equals("STOPPED"))
                .toList();
    }

    synchronized void newTasksBecomeHealthy(boolean healthy) {
        newTasksAreHealthy = healthy;
    }

    /** The steady state counts running tasks only. */
    synchronized void completesBeforeTasksEnd() {
        completesEarly = true;
    }

    /** How many deployments were asked for. */
    synchronized int deployments() {
        return deployments.size();
    }

    /** A while later: what was begun goes on by one step. Whoever is at work is not disturbed by what a task does. */
    void timePasses() {
        deploymentGoesOn();
        connectionTasks().forEach(task -> end(task, connectionTask.get()));
    }

    private synchronized List<Task> connectionTasks() {
        return tasks.values().stream()
                .filter(task -> task.family.equals(CONNECTION) && task.exitCode == null)
                .toList();
    }

    private synchronized void deploymentGoesOn() {
        tasks.values().stream()
                .filter(task -> task.desired.equals("STOPPED") && !task.last.equals("STOPPED"))
                .forEach(task -> task.last = "STOPPED");
        var old = tasks.values().stream()
                .filter(task -> task.family.equals(SERVICE)
                        && task.desired.equals("RUNNING")
                        && !task.deployment.equals(deployment))
                .toList();
        if (!old.isEmpty()) {
            if (newTasksAreHealthy) {
                serve(old.size());
                old.forEach(task -> {
                    task.desired = "STOPPED";
                    task.last = "DEACTIVATING";
                });
                if (completesEarly) {
                    rollout = "COMPLETED";
                }
            } else {
                // The circuit breaker goes back to the deployment before.
                deployment = old.get(0).deployment;
                rollout = "COMPLETED";
            }
        } else if (atWork().stream().allMatch(task -> task.deployment.equals(deployment))) {
            rollout = "COMPLETED";
        }
    }

    synchronized String answer(String operation, JsonNode request) {
        return switch (operation) {
            case "ListTasks" -> list(request);
            case "DescribeTasks" -> describe(request);
            case "RunTask" -> run(request);
            case "DescribeServices" -> services();
            case "UpdateService" -> update(request);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private String list(JsonNode request) {
        var answer = MAPPER.createObjectNode();
        var arns = answer.putArray("taskArns");
        tasks.values().stream()
                .filter(task -> task.family.equals(request.path("family").asText()))
                .filter(task ->
                        task.desired.equals(request.path("desiredStatus").asText("RUNNING")))
                .forEach(task -> arns.add(task.arn));
        return answer.toString();
    }

    private String describe(JsonNode request) {
        var answer = MAPPER.createObjectNode();
        var described = answer.putArray("tasks");
        for (var arn : request.path("tasks")) {
            Optional.ofNullable(tasks.get(arn.asText())).ifPresent(task -> {
                var node = described.addObject();
                node.put("taskArn", task.arn).put("lastStatus", task.last).put("desiredStatus", task.desired);
                node.put("createdAt", task.created.toEpochMilli() / 1000.0);
                if (task.exitCode != null) {
                    node.put("stoppedReason", "Essential container in task exited");
                    var containers = node.putArray("containers");
                    // What GuardDuty adds in an account that it watches, which ends well whatever the task did.
                    containers
                            .addObject()
                            .put("name", "aws-guardduty-agent-abcDEF")
                            .put("exitCode", 0);
                    containers.addObject().put("name", task.family).put("exitCode", task.exitCode);
                }
            });
        }
        return answer.toString();
    }

    private String run(JsonNode request) {
        var answer = MAPPER.createObjectNode();
        answer.putArray("tasks")
                .addObject()
                .put("taskArn", start(request.path("taskDefinition").asText()).arn);
        return answer.toString();
    }

    private String services() {
        var answer = MAPPER.createObjectNode();
        answer.putArray("services").addObject().set("deployments", deploymentNodes());
        return answer.toString();
    }

    private JsonNode deploymentNodes() {
        var nodes = MAPPER.createArrayNode();
        nodes.addObject().put("id", deployment).put("status", "PRIMARY").put("rolloutState", rollout);
        return nodes;
    }

    private String update(JsonNode request) {
        if (!request.path("forceNewDeployment").asBoolean()) {
            throw new IllegalArgumentException("Nothing is to be changed");
        }
        deployments.add(request.path("service").asText());
        deployment = "ecs-svc/" + (deployments.size() + 1);
        rollout = "IN_PROGRESS";
        var answer = MAPPER.createObjectNode();
        answer.putObject("service").set("deployments", deploymentNodes());
        return answer.toString();
    }
}

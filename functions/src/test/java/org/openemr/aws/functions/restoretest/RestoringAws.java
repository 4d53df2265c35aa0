package org.openemr.aws.functions.restoretest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * AWS while a restore test runs: a cluster without an instance and two file systems without mount targets. It refuses what AWS refuses, and when it
 * has been told a verdict it removes what it restored, if nothing of others is in the way.
 */
final class RestoringAws implements ResponseDefinitionTransformerV2 {

    static final String CLUSTER = "awsbackup-restore-test-0a1b2c3d";
    static final String DATABASE_ARN = "arn:aws:rds:us-east-1:111122223333:cluster:openemr-database";
    static final String SITES_ARN = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0sites";
    static final String SSL_ARN = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0ssl";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MADE = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/";
    private static final String TASK = "arn:aws:ecs:us-east-1:111122223333:task/c/";
    private static final Pattern DOCUMENTS = Pattern.compile("/2015-02-01/([a-z-]+)(?:/([^/?]+))?.*");

    private final Map<String, String> jobs = new TreeMap<>();
    private final Map<String, String> verdicts = new TreeMap<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<String, Integer> targets = new TreeMap<>();
    private final Map<String, String> tasks = new LinkedHashMap<>();
    private final Set<String> running = new TreeSet<>();
    private final Set<String> definitions = new TreeSet<>();
    private final List<String> logs = new ArrayList<>(List.of("DOCUMENT 310 identical", "now CHECKED"));
    private final List<String> leftBehind = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private String instance = "";
    private String secret = "";
    private boolean endpoint;
    private boolean encrypted = true;
    private String version = "[{\"stringValue\":\"8.4.1\"}]";
    private int exitStatus;
    private final Set<String> denied = new TreeSet<>();
    private final Set<String> gone = new TreeSet<>();
    private final Set<String> unmounting = new TreeSet<>();
    private boolean taskRuns = true;
    private boolean taskEnds = true;
    private int started;
    private int failingCall = -1;
    private boolean doneBeforeItFails;

    RestoringAws() {
        jobs.put(DATABASE_ARN, "COMPLETED");
        jobs.put(SITES_ARN, "COMPLETED");
        jobs.put(SSL_ARN, "COMPLETED");
    }

    /** How a job stands; empty when it was not begun. */
    void job(String source, String state) {
        if (state.isEmpty()) {
            jobs.remove(source);
        } else {
            jobs.put(source, state);
        }
    }

    void notEncrypted() {
        encrypted = false;
    }

    void versionRows(String rows) {
        version = rows;
    }

    void taskWrites(int status, String... lines) {
        exitStatus = status;
        logs.clear();
        logs.addAll(List.of(lines));
    }

    /** Lets the task never run: no image, no capacity. */
    void taskDoesNotRun() {
        taskRuns = false;
    }

    /** Lets the task wait for its files for ever. */
    void taskDoesNotEnd() {
        taskEnds = false;
    }

    /** The next month's test: everything is restored anew. */
    void nextMonth() {
        verdicts.clear();
        gone.clear();
        instance = "";
        secret = "";
        endpoint = false;
    }

    /** What somebody else wrote. */
    void parameter(String name, String value) {
        parameters.put(name, value);
    }

    /** As when DataStack has another database and other files now. */
    void forgetJobs() {
        jobs.clear();
    }

    /** Lets a call fail once, before or after it has done what it is for. */
    void failAt(int call, boolean done) {
        failingCall = call;
        doneBeforeItFails = done;
    }

    /** Lets all calls of an operation be denied. */
    void deny(String operation) {
        denied.add(operation);
    }

    Map<String, String> verdicts() {
        return verdicts;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "{}");
    }

    /** What AWS Backup could not remove, and what was not removed at all. */
    List<String> leftBehind() {
        var left = new ArrayList<>(leftBehind);
        if (!instance.isEmpty()) {
            left.add("instance");
        }
        left.addAll(targets.keySet());
        left.addAll(definitions);
        left.addAll(running);
        return left;
    }

    List<String> calls() {
        return calls;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        var request = event.getRequest();
        synchronized (this) {
            var operation = operation(request);
            calls.add(operation);
            if (denied.contains(operation)) {
                return operation.matches(".* .*|Get.*|Put.*|.*Task.*")
                        ? answer(400, "{\"__type\":\"AccessDeniedException\"}")
                        : xmlError("AccessDenied");
            }
            var fails = calls.size() == failingCall;
            if (fails && !doneBeforeItFails) {
                return answer(400, "{\"__type\":\"Interrupted\"}");
            }
            var answer = answer(operation, request);
            return fails ? answer(400, "{\"__type\":\"Interrupted\"}") : answer;
        }
    }

    private static String operation(Request request) {
        var target = request.getHeader("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        var body = request.getBodyAsString();
        if (body.startsWith("Action=")) {
            return body.substring("Action=".length(), body.indexOf('&'));
        }
        var path = request.getUrl().replaceFirst("/?(\\?.*)?$", "");
        var matcher = DOCUMENTS.matcher(path);
        return request.getMethod() + " " + (matcher.matches() ? matcher.group(1) : path);
    }

    private ResponseDefinition answer(String operation, Request request) {
        var body = request.getBodyAsString();
        return switch (operation) {
            case "GET /restore-jobs" -> answer(200, jobs(request));
            case "DescribeDBClusters" ->
                gone.contains(CLUSTER) ? xmlError("DBClusterNotFoundFault") : xml(operation, cluster());
            case "DescribeDBInstances" -> describeInstance();
            case "ModifyDBCluster" -> modify(body);
            case "AddTagsToResource" -> xml(operation, "");
            case "CreateDBInstance" -> createInstance(body);
            case "DeleteDBInstance" -> deleteInstance();
            case "EnableHttpEndpoint" -> {
                endpoint = true;
                yield xml(operation, "");
            }
            case "POST /Execute" -> execute(json(body));
            case "GET file-systems" -> orGone(request, fileSystem(request));
            case "GET mount-targets" -> orGone(request, mountTargets(request));
            case "POST mount-targets" -> mount(json(body).path("FileSystemId").asText());
            case "DELETE mount-targets" -> unmount(request.getUrl());
            case "POST resource-tags" -> answer(200, "{}");
            case "GetParameter" -> parameterAnswer(json(body).path("Name").asText());
            case "PutParameter" -> {
                parameters.put(
                        json(body).path("Name").asText(),
                        json(body).path("Value").asText());
                yield answer(200, "{\"Version\":1}");
            }
            default -> ofJob(operation, request, body);
        };
    }

    private String jobs(Request request) {
        if (!request.getUrl().contains("restoreTestingPlanArn=")) {
            throw new IllegalArgumentException("Jobs of all kinds are asked for");
        }
        return "{\"RestoreJobs\":[%s]}"
                .formatted(jobs.entrySet().stream()
                        .map(job -> """
                                {"RestoreJobId":"%1$s","SourceResourceArn":"%2$s","Status":"%3$s","CreationDate":1795608300,
                                "CompletionDate":1795609500,"RecoveryPointCreationDate":1795600000,"StatusMessage":"as told"%4$s}""".formatted(
                                id(job.getKey()), job.getKey(), job.getValue(), made(job.getKey(), job.getValue())))
                        .collect(Collectors.joining(",")));
    }

    private ResponseDefinition ofJob(String operation, Request request, String body) {
        if (operation.startsWith("GET /restore-jobs/")) {
            return answer(200, job(operation.substring("GET /restore-jobs/".length())));
        }
        return operation.startsWith("PUT /restore-jobs/")
                ? told(request.getUrl(), json(body))
                : ecs(operation, json(body));
    }

    private String job(String id) {
        var told = verdicts.get(id);
        return told == null ? "{}" : "{\"ValidationStatus\":\"%s\"}".formatted(told);
    }

    private ResponseDefinition orGone(Request request, String body) {
        return gone.contains(query(request, "FileSystemId"))
                ? answer(404, "{\"ErrorCode\":\"FileSystemNotFound\"}", "FileSystemNotFound")
                : answer(200, body);
    }

    private static String id(String source) {
        return source.substring(source.lastIndexOf(source.contains("/") ? '/' : ':') + 1);
    }

    private static String made(String source, String state) {
        if (!state.equals("COMPLETED")) {
            return "";
        }
        var arn = source.equals(DATABASE_ARN)
                ? "arn:aws:rds:us-east-1:111122223333:cluster:" + CLUSTER
                : MADE + id(source).replace("fs-0", "fs-1");
        return ",\"CreatedResourceArn\":\"%s\"".formatted(arn);
    }

    private String cluster() {
        return """
                <DBClusters><DBCluster><DBClusterIdentifier>%1$s</DBClusterIdentifier>
                <DBClusterArn>arn:aws:rds:us-east-1:111122223333:cluster:%1$s</DBClusterArn><Status>available</Status>
                <StorageEncrypted>%2$s</StorageEncrypted><Engine>aurora-mysql</Engine><EngineVersion>8.0.mysql_aurora.3.10.0</EngineVersion>
                %3$s%4$s<HttpEndpointEnabled>%5$s</HttpEndpointEnabled></DBCluster></DBClusters>""".formatted(CLUSTER, encrypted, members(), secret(), endpoint);
    }

    private String members() {
        if (instance.equals("gone")) {
            instance = "";
        }
        if (instance.equals("deleting")) {
            instance = "gone";
        }
        return instance.isEmpty()
                ? ""
                : "<DBClusterMembers><DBClusterMember><DBInstanceIdentifier>%s-1</DBInstanceIdentifier></DBClusterMember></DBClusterMembers>"
                        .formatted(CLUSTER);
    }

    private String secret() {
        if (secret.isEmpty()) {
            return "";
        }
        var shown = secret;
        secret = "active";
        return "<MasterUserSecret><SecretArn>arn:secret:rds!cluster-1</SecretArn><SecretStatus>%s</SecretStatus></MasterUserSecret>"
                .formatted(shown);
    }

    private ResponseDefinition describeInstance() {
        if (instance.isEmpty() || instance.equals("gone")) {
            return xmlError("DBInstanceNotFound");
        }
        var shown = instance;
        if (instance.equals("creating")) {
            instance = "available";
        }
        return xml(
                "DescribeDBInstances",
                "<DBInstances><DBInstance><DBInstanceStatus>%s</DBInstanceStatus></DBInstance></DBInstances>"
                        .formatted(shown));
    }

    private ResponseDefinition modify(String body) {
        if (body.contains("ManageMasterUserPassword=true")) {
            if (!instance.equals("available")) {
                return xmlError("InvalidDBClusterStateFault");
            }
            secret = "creating";
        }
        return xml("ModifyDBCluster", "<DBCluster/>");
    }

    private ResponseDefinition createInstance(String body) {
        if (!instance.isEmpty()) {
            return xmlError("DBInstanceAlreadyExists");
        }
        if (!body.contains("DBInstanceClass=db.serverless")) {
            return xmlError("InvalidParameterValue");
        }
        instance = "creating";
        return xml("CreateDBInstance", "<DBInstance/>");
    }

    private ResponseDefinition deleteInstance() {
        if (instance.isEmpty()) {
            return xmlError("DBInstanceNotFound");
        }
        if (!instance.equals("available")) {
            return xmlError("InvalidDBInstanceState");
        }
        instance = "deleting";
        return xml("DeleteDBInstance", "<DBInstance/>");
    }

    private ResponseDefinition execute(JsonNode statement) {
        var sql = statement.path("sql").asText();
        if (!instance.equals("available") || !endpoint || !secret.equals("active")) {
            return answer(400, "{\"__type\":\"BadRequestException\"}");
        }
        if (sql.contains("FROM documents WHERE")) {
            return answer(200, """
                    {"columnMetadata":[{"label":"id"},{"label":"url"}],"records":[[{"longValue":310},{"stringValue":"file:///a/documents/7/x"}]]}""");
        }
        var rows = sql.contains("FROM version") ? "[" + version + "]" : "[[{\"longValue\":4200}]]";
        return answer(
                200,
                "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":%s}"
                        .formatted(
                                rows.equals("[]") || version.isEmpty() && sql.contains("FROM version") ? "[]" : rows));
    }

    private String fileSystem(Request request) {
        return """
                {"FileSystems":[{"FileSystemId":"%s","CreationToken":"t","LifeCycleState":"available","Encrypted":%s,"Tags":[]}]}""".formatted(query(request, "FileSystemId"), encrypted);
    }

    private String mountTargets(Request request) {
        var id = query(request, "FileSystemId");
        if (unmounting.remove(id)) {
            targets.remove(id);
            return "{\"MountTargets\":[{\"MountTargetId\":\"fsmt-%s\",\"SubnetId\":\"subnet-1\",\"LifeCycleState\":\"deleting\"}]}"
                    .formatted(id);
        }
        var looks = targets.computeIfPresent(id, (key, seen) -> seen + 1);
        return looks == null ? "{\"MountTargets\":[]}" : """
                        {"MountTargets":[{"MountTargetId":"fsmt-%s","FileSystemId":"%s","SubnetId":"subnet-1","LifeCycleState":"%s"}]}""".formatted(id, id, looks > 2 ? "available" : "creating");
    }

    private ResponseDefinition mount(String id) {
        return targets.putIfAbsent(id, 0) == null
                ? answer(200, "{}")
                : answer(409, "{\"ErrorCode\":\"MountTargetConflict\"}", "MountTargetConflict");
    }

    private ResponseDefinition unmount(String url) {
        var id = url.replaceFirst(".*fsmt-", "");
        if (running.contains(id)) {
            leftBehind.add("a task without its files");
        }
        unmounting.add(id);
        return answer(204, "");
    }

    private ResponseDefinition parameterAnswer(String name) {
        return parameters.containsKey(name)
                ? answer(
                        200,
                        MAPPER.createObjectNode()
                                .set("Parameter", MAPPER.createObjectNode().put("Value", parameters.get(name)))
                                .toString())
                : answer(400, "{\"__type\":\"ParameterNotFound\"}");
    }

    /** The verdict is there: AWS Backup removes what it made, and cannot when something of others is in it. */
    private ResponseDefinition told(String url, JsonNode verdict) {
        var id = url.replaceFirst("/restore-jobs/", "").replaceFirst("/validations.*", "");
        if (verdicts.containsKey(id)) {
            return answer(400, "{\"__type\":\"InvalidRequestException\"}");
        }
        verdicts.put(id, verdict.path("ValidationStatus").asText());
        var made = id.equals("openemr-database") ? CLUSTER : id.replace("fs-0", "fs-1");
        if (made.equals(CLUSTER) ? !instance.isEmpty() : targets.containsKey(made)) {
            leftBehind.add(made);
        } else {
            gone.add(made);
        }
        return answer(204, "");
    }

    private ResponseDefinition ecs(String operation, JsonNode body) {
        return switch (operation) {
            case "DescribeTaskDefinition" -> answer(200, """
                    {"taskDefinition":{"family":"openemr-file-check","taskRoleArn":"role","executionRoleArn":"role","networkMode":"awsvpc",
                    "requiresCompatibilities":["FARGATE"],"cpu":"256","memory":"512",
                    "containerDefinitions":[{"name":"file-check","image":"i","mountPoints":[{"sourceVolume":"sites","containerPath":"/restored"}]}],
                    "volumes":[{"name":"sites","efsVolumeConfiguration":{"fileSystemId":"fs-0sites","transitEncryption":"ENABLED"}}]}}""");
            case "RegisterTaskDefinition" -> {
                var arn = "arn:aws:ecs:us-east-1:111122223333:task-definition/%s:%d"
                        .formatted(body.path("family").asText(), definitions.size() + 1);
                definitions.add(arn);
                yield answer(200, "{\"taskDefinition\":{\"taskDefinitionArn\":\"%s\"}}".formatted(arn));
            }
            case "ListTaskDefinitions" ->
                answer(
                        200,
                        "{\"taskDefinitionArns\":[%s]}"
                                .formatted(definitions.stream()
                                        .map("\"%s\""::formatted)
                                        .collect(Collectors.joining(","))));
            case "DeregisterTaskDefinition" -> {
                definitions.remove(body.path("taskDefinition").asText());
                yield answer(200, "{}");
            }
            case "ListTasks" -> answer(200, "{\"taskArns\":[%s]}".formatted(running(body)));
            case "RunTask" -> runTask(body);
            case "StopTask" -> {
                running.remove(body.path("task").asText().replaceFirst(".*/", ""));
                yield answer(200, "{}");
            }
            case "DescribeTasks" -> describeTask(body.path("tasks").get(0).asText());
            case "GetLogEvents" ->
                answer(
                        200,
                        "{\"events\":[%s]}"
                                .formatted(logs.stream()
                                        .map("{\"message\":\"%s\"}"::formatted)
                                        .collect(Collectors.joining(","))));
            default -> answer(400, "{\"__type\":\"NotStoodIn\",\"message\":\"%s\"}".formatted(operation));
        };
    }

    private String running(JsonNode body) {
        var id = body.path("startedBy").asText();
        return running.contains(id) ? "\"" + TASK + id + "\"" : "";
    }

    /** It ends before it is looked at, if it does. */
    private ResponseDefinition describeTask(String arn) {
        if (!taskEnds) {
            return answer(200, "{\"tasks\":[{\"lastStatus\":\"RUNNING\"}]}");
        }
        running.remove(arn.replaceFirst(".*/", ""));
        return answer(
                200,
                "{\"tasks\":[{\"lastStatus\":\"STOPPED\",\"stoppedReason\":\"it ended\",\"containers\":[{\"name\":\"file-check\"%s}]}]}"
                        .formatted(taskRuns ? ",\"exitCode\":" + exitStatus : ""));
    }

    private ResponseDefinition runTask(JsonNode body) {
        var id = body.path("startedBy").asText();
        if (targets.getOrDefault(id, 0) <= 2) {
            return answer(200, "{\"tasks\":[],\"failures\":[{\"reason\":\"no mount target\"}]}");
        }
        tasks.put(id, body.path("overrides").toString());
        running.add(id);
        started++;
        return answer(200, "{\"tasks\":[{\"taskArn\":\"%s%s\"}]}".formatted(TASK, id));
    }

    /** How many tasks were started. */
    int started() {
        return started;
    }

    /** What tasks were told, by the file system that they look into. */
    Map<String, String> tasks() {
        return tasks;
    }

    private static String query(Request request, String name) {
        var matcher = Pattern.compile("[?&]%s=([^&]*)".formatted(name)).matcher(request.getUrl());
        return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ResponseDefinition xml(String operation, String result) {
        return answer(200, "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(operation, result));
    }

    private static ResponseDefinition xmlError(String code) {
        return answer(
                400,
                "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>".formatted(code));
    }

    private static ResponseDefinition answer(int status, String body) {
        return answer(status, body, "");
    }

    private static ResponseDefinition answer(int status, String body, String error) {
        var builder = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withBody(body);
        return (error.isEmpty() ? builder : builder.withHeader("x-amzn-ErrorType", error)).build();
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public String getName() {
        return "restoring-aws";
    }
}

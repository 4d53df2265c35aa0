package org.openemr.aws.functions.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openemr.aws.functions.fixtures.FormBody;
import org.openemr.aws.functions.fixtures.KillSwitch;

/** The wire protocols of what an account has once, and what the account has of it. */
final class WatchedAccount implements ResponseDefinitionTransformerV2 {

    static final String HUB = "arn:aws:securityhub:us-east-1:111122223333:hub/default";
    static final String STANDARD =
            "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0";

    private static final String ACCOUNT = "111122223333";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KillSwitch killSwitch;

    /** What there is, by what it is called in a test; a test puts somebody else's there. */
    final Map<String, ObjectNode> parts = new TreeMap<>();

    /** Standards that are on. */
    final TreeSet<String> standards = new TreeSet<>();

    /** What was published, as the form's fields. */
    final List<Map<String, String>> messages = new ArrayList<>();

    /** Failed checks of the hub, as it has them. */
    final List<ObjectNode> checks = new ArrayList<>();

    /** What Inspector finds, whatever it is asked for. */
    final List<ObjectNode> weaknesses = new ArrayList<>();

    /** What Inspector was asked for last. */
    JsonNode weaknessesAskedFor = MAPPER.createObjectNode();

    /** Whether Inspector refuses, as in an organization that decides for its accounts. */
    boolean inspectorRefuses;

    /** How often a role that is new is not known yet. */
    int rolesRefused;

    /** How often the bucket's policy is not known everywhere yet. */
    int deliveriesRefused;

    WatchedAccount(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    /** An object, for a test to fill. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode tagged(String deployment) {
        var made = object();
        made.putObject("tags").put(DeploymentTag.KEY, deployment);
        return made;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        try {
            return killSwitch.around(() -> answer(event.getRequest()));
        } catch (KillSwitch.Killed e) {
            return error(400, "Killed");
        }
    }

    @Override
    public String getName() {
        return "watched-account";
    }

    /** CloudFormation has a server of its own beside it. */
    @Override
    public boolean applyGlobally() {
        return false;
    }

    private synchronized ResponseDefinition answer(Request request) {
        try {
            var target = request.containsHeader("X-Amz-Target") ? request.getHeader("X-Amz-Target") : "";
            if (target.startsWith("StarlingDoveService.")) {
                return config(target.substring(target.indexOf('.') + 1), body(request));
            }
            if (target.startsWith("AWSInsightsIndexService.")) {
                return costs(target.substring(target.indexOf('.') + 1), body(request));
            }
            if (request.getUrl().equals("/")) {
                return query(FormBody.read(request.getBodyAsString()));
            }
            return rest(request.getMethod() + " " + request.getUrl().replaceAll("\\?.*", ""), body(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResponseDefinition rest(String call, JsonNode body) {
        return switch (call) {
            case "GET /detector" -> detectors();
            case "POST /detector" ->
                put("detector", features(body).put("status", "ENABLED"), "{\"detectorId\":\"d1\"}");
            case "GET /detector/d1" -> json(parts.get("detector"));
            case "POST /detector/d1" -> updateDetector(body);
            case "GET /accounts" ->
                parts.containsKey("hub") ? json(object().put("HubArn", HUB)) : error(401, "InvalidAccessException");
            case "POST /accounts" -> enableHub(body);
            case "GET /standards" -> standards("Standards", List.of("arn:aws:securityhub:::ruleset/cis", STANDARD));
            case "POST /standards/get" -> standards("StandardsSubscriptions", List.copyOf(standards));
            case "POST /standards/register" -> {
                body.at("/StandardsSubscriptionRequests")
                        .forEach(each -> standards.add(each.path("StandardsArn").asText()));
                yield json(object());
            }
            case "POST /findings" -> findings(body);
            case "PATCH /findings/batchupdate" -> note(body);
            case "POST /status/batch/get" -> accountStatus();
            case "POST /enable" -> enableScans();
            case "POST /findings/list" -> {
                weaknessesAskedFor = body;
                var answer = object();
                answer.putArray("findings").addAll(weaknesses);
                yield json(answer);
            }
            default -> {
                if (call.startsWith("GET /tags/")) {
                    var answer = object();
                    answer.set("Tags", parts.get("hub").path("tags"));
                    yield json(answer);
                }
                throw new IllegalStateException(call);
            }
        };
    }

    private ResponseDefinition detectors() {
        var answer = object();
        var ids = answer.putArray("detectorIds");
        if (parts.containsKey("detector")) {
            ids.add("d1");
        }
        return json(answer);
    }

    private static ObjectNode features(JsonNode body) {
        var made = object();
        made.set("features", body.path("features"));
        made.set("tags", body.path("tags"));
        return made;
    }

    private ResponseDefinition updateDetector(JsonNode body) {
        parts.get("detector").put("status", "ENABLED").set("features", body.path("features"));
        return json(object());
    }

    private ResponseDefinition enableHub(JsonNode body) {
        var made = object();
        made.set("tags", body.path("Tags"));
        made.set("EnableDefaultStandards", body.path("EnableDefaultStandards"));
        return put("hub", made, "{}");
    }

    private static ResponseDefinition standards(String name, List<String> arns) {
        var answer = object();
        var list = answer.putArray(name);
        arns.forEach(arn -> list.addObject().put("StandardsArn", arn));
        return json(answer);
    }

    /** The filters are those of the hub's own: a finding matches when each names its value. */
    private ResponseDefinition findings(JsonNode body) {
        var answer = object();
        var found = answer.putArray("Findings");
        var filters = body.path("Filters");
        checks.stream()
                .filter(check -> matches(filters.path("SeverityLabel"), check.at("/Severity/Label"))
                        && matches(filters.path("WorkflowStatus"), check.at("/Workflow/Status"))
                        && matches(filters.path("ComplianceStatus"), check.at("/Compliance/Status"))
                        && matches(filters.path("RecordState"), check.path("RecordState")))
                .forEach(found::add);
        return json(answer);
    }

    private static boolean matches(JsonNode filter, JsonNode value) {
        for (var each : filter) {
            if (each.path("Value").equals(value)) {
                return true;
            }
        }
        return filter.isMissingNode();
    }

    private ResponseDefinition note(JsonNode body) {
        body.path("FindingIdentifiers")
                .forEach(id -> checks.stream()
                        .filter(check -> check.path("Id").equals(id.path("Id")))
                        .forEach(check -> check.set("Workflow", body.path("Workflow"))));
        return json(object());
    }

    private ResponseDefinition accountStatus() {
        var answer = object();
        var status = parts.getOrDefault("images", object().put("status", "DISABLED"));
        answer.putArray("accounts")
                .addObject()
                .put("accountId", ACCOUNT)
                .putObject("resourceState")
                .set("ecr", status);
        return json(answer);
    }

    private ResponseDefinition enableScans() {
        var answer = object();
        if (inspectorRefuses) {
            answer.putArray("failedAccounts")
                    .addObject()
                    .put("accountId", ACCOUNT)
                    .put("errorCode", "ACCESS_DENIED")
                    .put("errorMessage", "the organization decides");
            return json(answer);
        }
        parts.put("images", object().put("status", "ENABLED"));
        return json(answer);
    }

    private ResponseDefinition config(String operation, JsonNode body) {
        var answer = object();
        switch (operation) {
            case "DescribeConfigurationRecorders" -> {
                var recorders = answer.putArray("ConfigurationRecorders");
                recorders
                        .addObject()
                        .put("name", "AWSConfigurationRecorderForSomething")
                        .put("arn", "arn:service")
                        .put("servicePrincipal", "something.amazonaws.com");
                if (parts.containsKey("recorder")) {
                    recorders
                            .addObject()
                            .put("name", "default")
                            .put("arn", "arn:recorder")
                            .set("recordingGroup", parts.get("recorder").path("recordingGroup"));
                }
            }
            case "PutConfigurationRecorder" -> {
                if (!parts.containsKey("role") || rolesRefused-- > 0) {
                    return error(400, "InvalidRoleException");
                }
                var made = tagged(body.path("Tags"), body.path("ConfigurationRecorder"));
                parts.put("recorder", made.put("recording", false));
            }
            case "ListTagsForResource" -> answer.set("Tags", tags(parts.get("recorder")));
            case "DescribeDeliveryChannels" -> {
                var channels = answer.putArray("DeliveryChannels");
                if (parts.containsKey("channel")) {
                    channels.add(parts.get("channel"));
                }
            }
            case "PutDeliveryChannel" -> {
                if (deliveriesRefused > 0) {
                    deliveriesRefused--;
                    return error(400, "InsufficientDeliveryPolicyException");
                }
                parts.put("channel", body.path("DeliveryChannel").deepCopy());
            }
            case "DescribeConfigurationRecorderStatus" ->
                answer.putArray("ConfigurationRecordersStatus")
                        .addObject()
                        .set("recording", parts.get("recorder").path("recording"));
            case "StartConfigurationRecorder" -> {
                if (!parts.containsKey("channel")) {
                    return error(400, "NoAvailableDeliveryChannelException");
                }
                parts.get("recorder").put("recording", true);
            }
            default -> throw new IllegalStateException(operation);
        }
        return json(answer);
    }

    /** Two pages, of which the second has the monitor of all services, when there is one. */
    private ResponseDefinition costs(String operation, JsonNode body) {
        var answer = object();
        if (operation.equals("CreateAnomalyMonitor")) {
            parts.put("monitor", tagged(body.path("ResourceTags"), body.path("AnomalyMonitor")));
            return json(answer.put("MonitorArn", "arn:monitor:services"));
        }
        if (operation.equals("ListTagsForResource")) {
            answer.set("ResourceTags", tags(parts.get("monitor")));
            return json(answer);
        }
        var monitors = answer.putArray("AnomalyMonitors");
        if (body.path("NextPageToken").isMissingNode()) {
            monitors.addObject().put("MonitorArn", "arn:monitor:tag").put("MonitorType", "CUSTOM");
            answer.put("NextPageToken", "two");
        } else if (parts.containsKey("monitor")) {
            monitors.addObject()
                    .put("MonitorArn", "arn:monitor:services")
                    .put("MonitorType", "DIMENSIONAL")
                    .put("MonitorDimension", "SERVICE");
        }
        return json(answer);
    }

    /** What was made, with its tags as this account keeps them. */
    private static ObjectNode tagged(JsonNode tags, JsonNode made) {
        var kept = (ObjectNode) made.deepCopy();
        var ofIt = kept.putObject("tags");
        tags.forEach(tag -> ofIt.set(tag.path("Key").asText(), tag.path("Value")));
        return kept;
    }

    /** The tags of something as a list of keys and values. */
    private static ArrayNode tags(JsonNode made) {
        var list = MAPPER.createArrayNode();
        made.path("tags")
                .properties()
                .forEach(tag -> list.addObject().put("Key", tag.getKey()).set("Value", tag.getValue()));
        return list;
    }

    private ResponseDefinition query(Map<String, String> form) {
        if (form.get("Action").equals("Publish")) {
            messages.add(form);
            return xml(
                    200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
        }
        if (parts.containsKey("role")) {
            return xml(
                    400,
                    "<ErrorResponse><Error><Code>InvalidInput</Code><Message>Service role name AWSServiceRoleForConfig has been taken"
                            + " in this account</Message></Error></ErrorResponse>");
        }
        parts.put("role", object());
        return xml(200, "<CreateServiceLinkedRoleResponse/>");
    }

    private ResponseDefinition put(String part, ObjectNode made, String answer) {
        parts.put(part, made);
        return new ResponseDefinitionBuilder().withStatus(200).withBody(answer).build();
    }

    private static JsonNode body(Request request) throws JsonProcessingException {
        var text = request.getBodyAsString();
        return text.isEmpty() ? object() : MAPPER.readTree(text);
    }

    private static ResponseDefinition json(JsonNode body) {
        return new ResponseDefinitionBuilder()
                .withStatus(200)
                .withBody(body.toString())
                .build();
    }

    private static ResponseDefinition xml(int status, String body) {
        return new ResponseDefinitionBuilder().withStatus(status).withBody(body).build();
    }

    private static ResponseDefinition error(int status, String code) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("x-amzn-ErrorType", code)
                .withBody("{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, code))
                .build();
    }
}

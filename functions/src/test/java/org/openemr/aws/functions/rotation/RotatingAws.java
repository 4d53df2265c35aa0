package org.openemr.aws.functions.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.fixtures.FormBody;
import org.openemr.aws.functions.fixtures.KillSwitch;
import org.openemr.aws.testsupport.RealCache;

/** The wire protocols of the services that a rotation calls. The user of ElastiCache is one of a real cache. */
final class RotatingAws implements ResponseDefinitionTransformerV2 {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SecretsManagerStandIn secrets;
    private final EcsStandIn ecs;
    private final RealCache cache;
    private final KillSwitch killSwitch;
    private final List<Map<String, Object>> executions = new ArrayList<>();
    private int passwords = 1;
    private int looksUntilActive;

    RotatingAws(SecretsManagerStandIn secrets, EcsStandIn ecs, RealCache cache, KillSwitch killSwitch) {
        this.secrets = secrets;
        this.ecs = ecs;
        this.cache = cache;
        this.killSwitch = killSwitch;
    }

    /** The inputs of executions that run. */
    synchronized List<Map<String, Object>> running() {
        return List.copyOf(executions);
    }

    /** One has come to its end. */
    synchronized void ended(Map<String, Object> execution) {
        executions.remove(execution);
    }

    /** Somebody stops all. */
    synchronized void stopExecutions() {
        executions.clear();
    }

    /** How many passwords the user of the cache has. */
    synchronized int passwords() {
        return passwords;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        try {
            return killSwitch.around(() -> answer(event.getRequest()));
        } catch (KillSwitch.Killed e) {
            return error("Killed");
        }
    }

    private ResponseDefinition answer(Request request) {
        var target = request.containsHeader("X-Amz-Target") ? request.getHeader("X-Amz-Target") : "";
        var operation = target.substring(target.lastIndexOf('.') + 1);
        try {
            if (target.startsWith("secretsmanager.")) {
                return json(secrets.answer(operation, MAPPER.readTree(request.getBodyAsString())));
            }
            if (target.startsWith("AWSStepFunctions.")) {
                return json(operation.equals("ListExecutions") ? list() : begin(request.getBodyAsString()));
            }
            return target.isEmpty()
                    ? elastiCache(FormBody.read(request.getBodyAsString()))
                    : json(ecs.answer(operation, MAPPER.readTree(request.getBodyAsString())));
        } catch (SecretsManagerStandIn.Refusal e) {
            return error(String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private synchronized String begin(String body) throws JsonProcessingException {
        var input = MAPPER.readTree(body).path("input").asText();
        executions.add(MAPPER.readValue(input, Map.class));
        return "{\"executionArn\": \"arn:execution\", \"startDate\": 1}";
    }

    private synchronized String list() {
        var answer = MAPPER.createObjectNode();
        var listed = answer.putArray("executions");
        executions.forEach(execution -> listed.addObject()
                .put("name", execution.get("Version") + "-0a1b2c3d")
                .put("executionArn", "arn:execution")
                .put("status", "RUNNING")
                .put("startDate", 1));
        return answer.toString();
    }

    /** A changed user is active again a little later, and knows from then on what was changed. */
    private synchronized ResponseDefinition elastiCache(Map<String, String> form) {
        if ("ModifyUser".equals(form.get("Action"))) {
            if (looksUntilActive > 0) {
                return xml(400, "<ErrorResponse><Error><Code>InvalidUserState</Code></Error></ErrorResponse>");
            }
            var given = form.entrySet().stream()
                    .filter(value -> value.getKey().startsWith("Passwords.member."))
                    .map(Map.Entry::getValue)
                    .toList();
            cache.passwords(given);
            passwords = given.size();
            looksUntilActive = 2;
        } else if (looksUntilActive > 0) {
            looksUntilActive--;
        }
        var user =
                "<UserId>sessions</UserId><Status>%s</Status><Authentication><Type>password</Type><PasswordCount>%d</PasswordCount></Authentication>"
                        .formatted(looksUntilActive > 0 ? "modifying" : "active", passwords);
        return xml(
                200,
                "ModifyUser".equals(form.get("Action"))
                        ? "<ModifyUserResponse><ModifyUserResult>" + user + "</ModifyUserResult></ModifyUserResponse>"
                        : "<DescribeUsersResponse><DescribeUsersResult><Users><member>" + user
                                + "</member></Users></DescribeUsersResult></DescribeUsersResponse>");
    }

    private static ResponseDefinition json(String body) {
        return new ResponseDefinitionBuilder().withStatus(200).withBody(body).build();
    }

    private static ResponseDefinition error(String type) {
        return new ResponseDefinitionBuilder()
                .withStatus(400)
                .withBody("{\"__type\":\"" + type + "\"}")
                .build();
    }

    private static ResponseDefinition xml(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/xml")
                .withBody(body)
                .build();
    }

    @Override
    public String getName() {
        return "rotating-aws";
    }
}

package org.openemr.aws.functions.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Secrets Manager with its stages, as its API reference describes PutSecretValue, UpdateSecretVersionStage, GetSecretValue and RotateSecret: a
 * stage is at one version, what is current no more becomes previous, and a version keeps the value that it got.
 */
final class SecretsManagerStandIn {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Secret> secrets = new TreeMap<>();
    private final Set<String> passwords = new TreeSet<>();

    private static final class Secret {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, String> stages = new TreeMap<>();
    }

    /** A call that is refused. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String type) {
            super(type);
        }
    }

    /** A secret with one version. */
    synchronized void create(String arn, String value) {
        var secret = new Secret();
        var version = UUID.randomUUID().toString();
        secret.values.put(version, value);
        passwords.add(Credential.parse(value).password());
        secret.stages.put(RotatingSecret.CURRENT, version);
        secrets.put(arn, secret);
    }

    /** What somebody else makes current, as CloudFormation does. */
    synchronized void change(String arn, String value) {
        var version = UUID.randomUUID().toString();
        secrets.get(arn).values.put(version, value);
        makeCurrent(secrets.get(arn), version);
    }

    /** Begins a rotation; refused while another goes on. */
    synchronized String beginRotation(String arn) {
        var secret = secrets.get(arn);
        var pending = secret.stages.get(RotatingSecret.PENDING);
        if (pending != null && !pending.equals(secret.stages.get(RotatingSecret.CURRENT))) {
            throw new IllegalStateException("A previous rotation isn't complete");
        }
        var version = UUID.randomUUID().toString();
        secret.stages.put(RotatingSecret.PENDING, version);
        return version;
    }

    /** Begins the try of a rotation function that a schedule without a rotation brings: a pending copy of what is
     * current, or an empty version: its guide does not say. */
    synchronized String beginTry(String arn, boolean withValue) {
        var version = UUID.randomUUID().toString();
        var secret = secrets.get(arn);
        if (withValue) {
            secret.values.put(version, secret.values.get(secret.stages.get(RotatingSecret.CURRENT)));
        }
        secret.stages.put(RotatingSecret.PENDING, version);
        return version;
    }

    /** Every password that there was. */
    synchronized Set<String> passwords() {
        return Set.copyOf(passwords);
    }

    synchronized String version(String arn, String stage) {
        return secrets.get(arn).stages.getOrDefault(stage, "");
    }

    synchronized Credential current(String arn) {
        var secret = secrets.get(arn);
        return Credential.parse(secret.values.get(secret.stages.get(RotatingSecret.CURRENT)));
    }

    /** What the service answers. */
    synchronized String answer(String operation, JsonNode request) throws Refusal {
        var secret = secrets.get(request.path("SecretId").asText());
        if (secret == null) {
            throw new Refusal("ResourceNotFoundException");
        }
        return switch (operation) {
            case "DescribeSecret" -> describe(secret);
            case "GetSecretValue" -> get(secret, request);
            case "PutSecretValue" -> put(secret, request);
            case "UpdateSecretVersionStage" -> move(secret, request);
            default -> throw new Refusal("UnknownOperationException");
        };
    }

    private static String describe(Secret secret) {
        var answer = MAPPER.createObjectNode();
        var versions = answer.putObject("VersionIdsToStages");
        secret.stages.forEach(
                (stage, version) -> versions.withArray("/" + version).add(stage));
        return answer.toString();
    }

    private static String get(Secret secret, JsonNode request) throws Refusal {
        var stage = request.path("VersionStage").asText(RotatingSecret.CURRENT);
        var version = secret.stages.get(stage);
        var wanted = Optional.ofNullable(request.get("VersionId"))
                .map(JsonNode::asText)
                .orElse(version);
        if (version == null || !version.equals(wanted) || !secret.values.containsKey(version)) {
            throw new Refusal("ResourceNotFoundException");
        }
        return MAPPER.createObjectNode()
                .put("VersionId", version)
                .put("SecretString", secret.values.get(version))
                .toString();
    }

    private String put(Secret secret, JsonNode request) throws Refusal {
        var version = request.path("ClientRequestToken").asText();
        var value = request.path("SecretString").asText();
        if (!secret.values.getOrDefault(version, value).equals(value)) {
            throw new Refusal("ResourceExistsException");
        }
        secret.values.put(version, value);
        passwords.add(Credential.parse(value).password());
        for (var stage : request.withArray("/VersionStages")) {
            secret.stages.put(stage.asText(), version);
        }
        return "{}";
    }

    private static String move(Secret secret, JsonNode request) throws Refusal {
        var stage = request.path("VersionStage").asText();
        var from = request.path("RemoveFromVersionId").asText();
        var target = request.path("MoveToVersionId").asText();
        var present = secret.stages.get(stage);
        if (present != null && !present.equals(from) || target.isEmpty() && stage.equals(RotatingSecret.CURRENT)) {
            throw new Refusal("InvalidParameterException");
        }
        if (target.isEmpty()) {
            secret.stages.remove(stage);
        } else if (stage.equals(RotatingSecret.CURRENT)) {
            makeCurrent(secret, target);
        } else {
            secret.stages.put(stage, target);
        }
        // What has no stage any more is deleted, sooner or later.
        secret.values.keySet().retainAll(secret.stages.values());
        return "{}";
    }

    private static void makeCurrent(Secret secret, String version) {
        secret.stages.put(RotatingSecret.PREVIOUS, secret.stages.get(RotatingSecret.CURRENT));
        secret.stages.put(RotatingSecret.CURRENT, version);
        secret.values.keySet().retainAll(secret.stages.values());
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}

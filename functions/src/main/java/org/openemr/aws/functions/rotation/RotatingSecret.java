package org.openemr.aws.functions.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * A secret and the stages of its versions, of which each stage is at one:
 * <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">versions of a secret</a>. Only what is current
 * is in use; what is pending becomes current or is forgotten.
 *
 * @param arn its ARN
 */
record RotatingSecret(SecretsManagerClient client, String arn) {

    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";

    /** The stages of a version; none when there is no such version, or none is left of it. */
    Set<String> stages(String version) {
        return new TreeSet<>(client.describeSecret(describe -> describe.secretId(arn))
                .versionIdsToStages()
                .getOrDefault(version, List.of()));
    }

    /** The version that is in use. */
    String currentVersion() {
        return versionAt(CURRENT).orElseThrow(() -> new IllegalStateException("The secret has no current version"));
    }

    /** What is in use. */
    Credential current() {
        return at(CURRENT).orElseThrow(() -> new IllegalStateException("The secret has no current version"));
    }

    /** What was in use before, as long as anybody may need it. */
    Optional<Credential> previous() {
        return at(PREVIOUS);
    }

    /** What a version that is in use holds; empty when it is in use no more. */
    Optional<Credential> current(String version) {
        return at(version, CURRENT);
    }

    /** What a version is to bring, once it is kept. */
    Optional<Credential> pending(String version) {
        return at(version, PENDING);
    }

    /** Whether a rotation is between its first step and its last: what it brings may be known to a store already. */
    boolean isBeingRotated() {
        var current = currentVersion();
        return versionAt(PENDING)
                .filter(version -> !version.equals(current))
                .flatMap(this::pending)
                .isPresent();
    }

    private Optional<Credential> at(String stage) {
        return versionAt(stage).flatMap(version -> at(version, stage));
    }

    private Optional<Credential> at(String version, String stage) {
        try {
            return Optional.of(Credential.parse(client.getSecretValue(
                            get -> get.secretId(arn).versionId(version).versionStage(stage))
                    .secretString()));
        } catch (ResourceNotFoundException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /** Keeps what a version is to bring, before anything else knows it: a password that only a database knows is lost. */
    void keepPending(String version, Credential credential) {
        client.putSecretValue(put -> put.secretId(arn)
                .clientRequestToken(version)
                .secretString(credential.text())
                .versionStages(PENDING));
    }

    /** Makes a version the one in use; the one before becomes previous, and nothing is pending any more. */
    void makeCurrent(String version) {
        var before = currentVersion();
        if (!before.equals(version)) {
            client.updateSecretVersionStage(update -> update.secretId(arn)
                    .versionStage(CURRENT)
                    .moveToVersionId(version)
                    .removeFromVersionId(before));
        }
        forgetPending(version);
    }

    /** Lets the next rotation begin anew instead of going on with this version. */
    void forgetPending(String version) {
        forget(PENDING, Optional.of(version));
    }

    /** A version without a stage is deprecated, and Secrets Manager may delete it: nobody needs to know any more what was in use before. */
    void forgetPrevious() {
        forget(PREVIOUS, versionAt(PREVIOUS));
    }

    private void forget(String stage, Optional<String> version) {
        version.filter(found -> stages(found).contains(stage))
                .ifPresent(found -> client.updateSecretVersionStage(
                        update -> update.secretId(arn).versionStage(stage).removeFromVersionId(found)));
    }

    private Optional<String> versionAt(String stage) {
        return client.describeSecret(describe -> describe.secretId(arn)).versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

package org.openemr.aws.functions.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
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
        return Credential.parse(client.getSecretValue(get -> get.secretId(arn).versionStage(CURRENT))
                .secretString());
    }

    /** What a version is to bring, once it is kept. */
    Optional<Credential> pending(String version) {
        try {
            return Optional.of(Credential.parse(client.getSecretValue(
                            get -> get.secretId(arn).versionId(version).versionStage(PENDING))
                    .secretString()));
        } catch (ResourceNotFoundException e) {
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

    /** Makes a version the one in use; the one before becomes previous. */
    void makeCurrent(String version) {
        var before = currentVersion();
        if (!before.equals(version)) {
            client.updateSecretVersionStage(update -> update.secretId(arn)
                    .versionStage(CURRENT)
                    .moveToVersionId(version)
                    .removeFromVersionId(before));
        }
    }

    /** Lets the next rotation begin anew instead of going on with this version. */
    void forgetPending(String version) {
        forget(PENDING, Optional.of(version));
    }

    /** Secrets Manager deletes a version without a stage: nobody needs to know any more what was in use before. */
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

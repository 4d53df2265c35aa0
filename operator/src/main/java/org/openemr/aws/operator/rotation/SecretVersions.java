package org.openemr.aws.operator.rotation;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Which version of a secret is in use, and which is to come: Secrets Manager labels them with stages. */
record SecretVersions(SecretsManagerClient client, String secret) {

    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";

    /** The version that is in use. */
    String current() {
        return at(CURRENT).orElseThrow(() -> Failure.failed("The secret has no current version: " + secret));
    }

    /** The version of a change that goes on, or broke off. */
    Optional<String> pending() {
        var current = current();
        return at(PENDING).filter(version -> !version.equals(current));
    }

    private Optional<String> at(String stage) {
        return client.describeSecret(describe -> describe.secretId(secret)).versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

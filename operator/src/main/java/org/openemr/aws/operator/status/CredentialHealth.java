package org.openemr.aws.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.rotation.Retirements;
import org.openemr.aws.operator.rotation.RotatedCredential;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Whether the credentials that tasks hold are changed as often as they should be. */
final class CredentialHealth {

    private static final String WHAT = "credentials";

    /** Secrets Manager rotates within the day that it names, and tries again when that fails. */
    private static final Duration LATE = Duration.ofDays(2);

    /** Longer than the steps of a rotation take, with a set-up that is waited for. */
    private static final Duration BROKEN_OFF = Duration.ofHours(1);

    private CredentialHealth() {}

    /** What was found of all of them. */
    static Finding of(Aws aws, DeployedValues values, Instant now) {
        var secrets = aws.client(SecretsManagerClient.builder());
        var retirements = new Retirements(aws, values);
        var found = new EnumMap<RotatedCredential, DescribeSecretResponse>(RotatedCredential.class);
        for (var credential : RotatedCredential.values()) {
            found.put(
                    credential,
                    secrets.describeSecret(describe -> describe.secretId(values.get(credential.secretArn()))));
        }
        var administrator = values.find(SecurityContract.ADMINISTRATOR_SECRET_ARN)
                .map(arn -> secrets.describeSecret(describe -> describe.secretId(arn)))
                .filter(secret -> isBrokenOff(secret, now))
                .map(secret -> brokenOff("administrator"));
        return Stream.concat(
                        found.entrySet().stream()
                                .flatMap(secret -> Stream.of(
                                                trouble(secret.getKey(), secret.getValue(), now),
                                                leftOver(secret.getKey(), secret.getValue(), retirements))
                                        .flatMap(Optional::stream)),
                        administrator.stream())
                .max(Comparator.comparing(Finding::grade))
                .orElseGet(() -> Finding.pass(WHAT, "the oldest changed %d days ago".formatted(oldest(found, now))));
    }

    private static Optional<Finding> trouble(RotatedCredential credential, DescribeSecretResponse secret, Instant now) {
        var label = credential.label();
        var again = "openemr rotate " + label;
        if (!Boolean.TRUE.equals(secret.rotationEnabled())) {
            return Optional.of(Finding.warn(
                    WHAT, "%s has no schedule".formatted(label), "npx cdk deploy --exclusively RotationStack"));
        }
        if (isBrokenOff(secret, now)) {
            return Optional.of(brokenOff(label));
        }
        var due = secret.nextRotationDate();
        return due != null && due.plus(LATE).isBefore(now)
                ? Optional.of(Finding.fail(
                        WHAT,
                        "%s was due %d days ago"
                                .formatted(label, Duration.between(due, now).toDays()),
                        again))
                : Optional.empty();
    }

    private static Finding brokenOff(String label) {
        return Finding.fail(WHAT, "the rotation of %s broke off".formatted(label), "openemr rotate " + label);
    }

    /** What was to take the one before away has given up. */
    private static Optional<Finding> leftOver(
            RotatedCredential credential, DescribeSecretResponse secret, Retirements retirements) {
        return secret.versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains("AWSCURRENT"))
                .findFirst()
                .flatMap(version -> retirements.of(version.getKey()))
                .filter(state -> state.hasEnded() && !state.succeeded())
                .map(state -> Finding.fail(
                        WHAT,
                        "the %s before still lets in".formatted(credential.label()),
                        "openemr rotate " + credential.label()));
    }

    /** Something is pending that is not in use, and nothing happened for long. */
    private static boolean isBrokenOff(DescribeSecretResponse secret, Instant now) {
        var changed = Optional.ofNullable(secret.lastChangedDate()).orElse(now);
        return secret.versionIdsToStages().values().stream()
                        .anyMatch(stages -> stages.contains("AWSPENDING") && !stages.contains("AWSCURRENT"))
                && changed.plus(BROKEN_OFF).isBefore(now);
    }

    private static long oldest(Map<RotatedCredential, DescribeSecretResponse> found, Instant now) {
        return found.values().stream()
                .map(secret -> Optional.ofNullable(secret.lastRotatedDate())
                        .or(() -> Optional.ofNullable(secret.createdDate()))
                        .orElse(now))
                .map(changed -> Duration.between(changed, now).toDays())
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }
}

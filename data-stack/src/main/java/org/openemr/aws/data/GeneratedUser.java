package org.openemr.aws.data;

import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** Makes a secret with a user name and a generated password of 32 letters and digits, which no shell or installer reads. */
final class GeneratedUser {

    private static final int PASSWORD_LENGTH = 32;

    private GeneratedUser() {}

    /**
     * Creates it.
     *
     * @param rotated whether RotationStack changes the password
     */
    static Secret secret(
            Construct scope, String id, Deployment deployment, IKey key, String user, String purpose, boolean rotated) {
        var secret = Secret.Builder.create(scope, id)
                .description(purpose + " of " + deployment.name())
                .encryptionKey(key)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + user + "\"}")
                        .generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH)
                        .excludePunctuation(true)
                        .includeSpace(false)
                        .build())
                .build();
        var reason = rotated
                ? "RotationStack rotates it, as often as credential_rotation_days says: user, secret and what tasks hold change in one"
                        + " procedure. The rule looks for a schedule in the stack of the secret only."
                : "The administrator turned rotation off by setting, credential_rotation_days=0.";
        Accepted.finding(secret, "AwsSolutions-SMG4", reason);
        Accepted.rule(secret, "SecretsManagerRotationEnabled", reason);
        return secret;
    }
}

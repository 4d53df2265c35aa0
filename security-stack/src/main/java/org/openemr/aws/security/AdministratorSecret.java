package org.openemr.aws.security;

import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** User name and first password of OpenEMR's administrator. */
final class AdministratorSecret {

    /**
     * All punctuation but {@code + - . : @ _}: the installer of the image splits its arguments at white space and equals
     * signs, and a shell reads most of the others.
     */
    private static final String REFUSED_BY_THE_INSTALLER = "!\"#$%&'()*,/;<=>?[\\]^`{|}~";

    private final ISecret secret;

    AdministratorSecret(Construct scope, Deployment deployment, IKey dataKey) {
        secret = Secret.Builder.create(scope, "Administrator")
                .description("OpenEMR administrator of " + deployment.name())
                .encryptionKey(dataKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"admin\"}")
                        .generateStringKey("password")
                        .passwordLength(24)
                        .requireEachIncludedType(true)
                        .includeSpace(false)
                        .excludeCharacters(REFUSED_BY_THE_INSTALLER)
                        .build())
                .build();
        var reason =
                "The first password of a person, who changes it in OpenEMR after the first login: rotating the secret"
                        + " would not change it there. OpenEMR enforces its own expiry and history of passwords.";
        Accepted.finding(secret, "AwsSolutions-SMG4", reason);
        Accepted.rule(secret, "SecretsManagerRotationEnabled", reason);
    }

    ISecret secret() {
        return secret;
    }
}

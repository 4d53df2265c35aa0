package org.openemr.aws.security;

import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.AdministratorPassword;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** User name and first password of OpenEMR's administrator. */
final class AdministratorSecret {

    private final ISecret secret;

    AdministratorSecret(Construct scope, Deployment deployment, IKey dataKey) {
        secret = Secret.Builder.create(scope, "Administrator")
                .description("OpenEMR administrator of " + deployment.name())
                .encryptionKey(dataKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"admin\"}")
                        .generateStringKey("password")
                        .passwordLength(AdministratorPassword.LENGTH)
                        .requireEachIncludedType(true)
                        .includeSpace(false)
                        .excludeCharacters(AdministratorPassword.REFUSED_BY_THE_INSTALLER)
                        .build())
                .build();
        var reason =
                "The password of a person, who changes it in OpenEMR after the first login, and would be signed out at a time that nobody"
                        + " chose. `openemr rotate administrator` changes it on demand, in OpenEMR and in the secret; OpenEMR enforces"
                        + " expiry and history of passwords as openemr_settings says.";
        Accepted.finding(secret, "AwsSolutions-SMG4", reason);
        Accepted.rule(secret, "SecretsManagerRotationEnabled", reason);
    }

    ISecret secret() {
        return secret;
    }
}

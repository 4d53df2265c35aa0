package org.openemr.aws.operator.signin;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The load balancer's password at a provider, in Secrets Manager.
 *
 * @param arn the secret
 * @param version the version that holds it
 */
public record ClientSecret(String arn, String version) {

    /** Keeps a password: as another version of a secret that is there, or as the first of a new one. */
    public static ClientSecret store(SecretsManagerClient secrets, String name, String password) {
        try {
            var stored = secrets.putSecretValue(put -> put.secretId(name).secretString(password));
            return new ClientSecret(stored.arn(), stored.versionId());
        } catch (ResourceNotFoundException e) {
            var stored = secrets.createSecret(create -> create.name(name)
                    .description("Password of the load balancer at the provider that people sign in at")
                    .secretString(password));
            return new ClientSecret(stored.arn(), stored.versionId());
        }
    }
}

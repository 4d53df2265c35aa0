package org.openemr.aws.operator.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import org.openemr.aws.contracts.AdministratorPassword;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secret of OpenEMR's administrator. A password that is to come is in it before OpenEMR knows it, and both are in it until OpenEMR has
 * the new one: none that may be in use is ever lost.
 */
public final class AdministratorSecret {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SecretsManagerClient client;
    private final String secret;
    private final SecretVersions versions;

    public AdministratorSecret(Aws aws, DeployedValues values) {
        client = aws.client(SecretsManagerClient.builder());
        secret = values.get(SecurityContract.ADMINISTRATOR_SECRET_ARN);
        versions = new SecretVersions(client, secret);
    }

    /** A change that broke off: its password may be in OpenEMR already. */
    public Optional<String> pending() {
        return versions.pending();
    }

    /** The user's name and the password in use. */
    public ObjectNode content() {
        var text = client.getSecretValue(get -> get.secretId(secret)).secretString();
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode content
                    && !content.path("password").asText().isEmpty()) {
                return content;
            }
        } catch (JsonProcessingException e) {
            // Said below, without the text.
        }
        throw Failure.failed("The secret is not in the form that SecurityStack wrote; somebody changed it: " + secret);
    }

    /** Has a password made that is to come; returns its version. */
    public String prepare() {
        var content = content();
        var password = client.getRandomPassword(random -> random.passwordLength((long) AdministratorPassword.LENGTH)
                        .requireEachIncludedType(true)
                        .includeSpace(false)
                        .excludeCharacters(AdministratorPassword.REFUSED_BY_THE_INSTALLER))
                .randomPassword();
        content.put("password", password);
        return client.putSecretValue(put -> put.secretId(secret)
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString(content.toString())
                        .versionStages(SecretVersions.PENDING))
                .versionId();
    }

    /** OpenEMR has this version's password: it is the one in use from now on. */
    public void use(String version) {
        var before = versions.current();
        if (!before.equals(version)) {
            client.updateSecretVersionStage(move -> move.secretId(secret)
                    .versionStage(SecretVersions.CURRENT)
                    .moveToVersionId(version)
                    .removeFromVersionId(before));
        }
        client.updateSecretVersionStage(remove ->
                remove.secretId(secret).versionStage(SecretVersions.PENDING).removeFromVersionId(version));
    }
}

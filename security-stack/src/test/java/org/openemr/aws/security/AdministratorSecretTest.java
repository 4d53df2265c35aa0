package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class AdministratorSecretTest {

    @Test
    void generatesAPasswordThatTheInstallerCanTake() {
        var generated =
                TEMPLATE.properties("AWS::SecretsManager::Secret").get(0).path("GenerateSecretString");

        assertThat(generated.path("ExcludeCharacters").asText())
                .contains("\"", "'", "\\", "$", "&", ";", "|", "*", "=");
        assertThat(generated.path("PasswordLength").asInt()).isGreaterThanOrEqualTo(16);
    }
}

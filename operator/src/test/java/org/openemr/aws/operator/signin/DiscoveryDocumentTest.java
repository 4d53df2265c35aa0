package org.openemr.aws.operator.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.api.Https;

/** With a server that speaks the protocol. */
class DiscoveryDocumentTest {

    @Test
    void readsWhatAProviderSaysOfItself() {
        var provider = new MockOAuth2Server();
        provider.start();
        var issuer = provider.issuerUrl("clinic").toString();

        var document = DiscoveryDocument.of(issuer, new Https(false));

        assertThat(document)
                .isEqualTo(new DiscoveryDocument(
                        issuer,
                        provider.authorizationEndpointUrl("clinic").toString(),
                        provider.tokenEndpointUrl("clinic").toString(),
                        provider.userInfoUrl("clinic").toString(),
                        Optional.of(provider.endSessionEndpointUrl("clinic").toString())));
        provider.shutdown();
    }

    /** A document that is found where another provider's should be. */
    @Test
    void believesNoDocumentOfAnother() {
        assertThatThrownBy(() -> DiscoveryDocument.parse(
                        "https://login.example.net", "{\"issuer\": \"https://login.example.net/\"}"))
                .hasMessageContaining("calls itself https://login.example.net/, not https://login.example.net");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> DiscoveryDocument.parse("https://a.example", """
                {"issuer": "https://a.example", "authorization_endpoint": "https://a.example/a",
                 "token_endpoint": "https://a.example/t"}"""))
                .hasMessageContaining("userinfo_endpoint");
        assertThatThrownBy(() -> DiscoveryDocument.parse("https://a.example", "<html>"))
                .hasMessageContaining("no JSON");
    }
}

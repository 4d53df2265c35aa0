package org.openemr.aws.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy that Java itself chooses. */
class ProxySettingsTest {

    private final Properties before = new Properties();

    @BeforeEach
    void remember() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ssm.us-east-1.amazonaws.com, true",
        "https://localhost:4566, false",
        "https://openemr.clinic.example.org, false",
        "https://clinic.example.org, false",
        "https://my-clinic.example.org, true",
        "https://hospital.example, false"
    })
    void isAskedButForHostsThatAreReachedDirectly(String address, boolean expected) {
        ProxySettings.of(Map.of(
                        "HTTPS_PROXY",
                        "http://proxy.example.org:3128",
                        "no_proxy",
                        ".clinic.example.org, hospital.example"))
                .orElseThrow()
                .apply();

        var chosen =
                ProxySelector.getDefault().select(URI.create(address)).get(0).toString();

        assertThat(chosen.contains("proxy.example.org")).as(chosen).isEqualTo(expected);
    }

    @Test
    void showsNoPassword() {
        var proxy = ProxySettings.of(Map.of("https_proxy", "me:secret@proxy.example.org"))
                .orElseThrow();

        assertThat(proxy.shown()).isEqualTo("proxy.example.org:80");
        assertThat(ProxySettings.of(Map.of("HTTPS_PROXY", " "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "://", "pro xy:1"})
    void refusesWhatIsNoAddress(String text) {
        var environment = Map.of("HTTPS_PROXY", text);

        assertThatThrownBy(() -> ProxySettings.of(environment)).hasMessageContaining("HTTPS_PROXY is no address");
    }
}

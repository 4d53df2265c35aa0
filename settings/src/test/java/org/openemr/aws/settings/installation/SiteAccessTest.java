package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteAccessTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> CERTIFICATE = Optional.of("arn:aws:acm:us-east-1:111122223333:certificate/a");
    private static final Optional<String> DOMAIN = Optional.of("clinic.example.org");

    @Test
    void withoutCertificateAndDomainItIsPlainHttp() {
        var access = new SiteAccess(NONE, NONE, NONE, "a-policy");

        assertThat(access.https()).isFalse();
        assertThat(access.port()).isEqualTo(80);
        assertThat(access.address("host")).isEqualTo("http://host");
    }

    @Test
    void aCertificateOrADomainMakesItHttps() {
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE, "a-policy").https()).isTrue();
        assertThat(new SiteAccess(NONE, DOMAIN, NONE, "a-policy").https()).isTrue();
        assertThat(new SiteAccess(NONE, DOMAIN, NONE, "a-policy").port()).isEqualTo(443);
        assertThat(new SiteAccess(NONE, DOMAIN, NONE, "a-policy").address("host"))
                .isEqualTo("https://host");
    }

    @Test
    void aGivenCertificateWinsOverTheDomains() {
        assertThat(new SiteAccess(NONE, DOMAIN, NONE, "a-policy").domainBringsCertificate())
                .isTrue();
        assertThat(new SiteAccess(CERTIFICATE, DOMAIN, NONE, "a-policy").domainBringsCertificate())
                .isFalse();
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE, "a-policy").domainBringsCertificate())
                .isFalse();
    }

    @Test
    void theSiteHasTheNameThatIsGivenOrTheDomains() {
        var given = Optional.of("emr.clinic.example.org");

        assertThat(new SiteAccess(NONE, DOMAIN, NONE, "a-policy").hostName()).contains("openemr.clinic.example.org");
        assertThat(new SiteAccess(NONE, DOMAIN, given, "a-policy").hostName()).isEqualTo(given);
        assertThat(new SiteAccess(CERTIFICATE, NONE, given, "a-policy").hostName())
                .isEqualTo(given);
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE, "a-policy").hostName())
                .isEmpty();
    }
}

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
        var access = new SiteAccess(NONE, NONE, NONE);

        assertThat(access.https()).isFalse();
        assertThat(access.port()).isEqualTo(80);
        assertThat(access.address("host")).isEqualTo("http://host");
    }

    @Test
    void aCertificateOrADomainMakesItHttps() {
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE).https()).isTrue();
        assertThat(new SiteAccess(NONE, DOMAIN, NONE).https()).isTrue();
        assertThat(new SiteAccess(NONE, DOMAIN, NONE).port()).isEqualTo(443);
        assertThat(new SiteAccess(NONE, DOMAIN, NONE).address("host")).isEqualTo("https://host");
    }

    @Test
    void aGivenCertificateWinsOverTheDomains() {
        assertThat(new SiteAccess(NONE, DOMAIN, NONE).domainBringsCertificate()).isTrue();
        assertThat(new SiteAccess(CERTIFICATE, DOMAIN, NONE).domainBringsCertificate())
                .isFalse();
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE).domainBringsCertificate())
                .isFalse();
    }

    @Test
    void theSiteHasTheNameThatIsGivenOrTheDomains() {
        var given = Optional.of("emr.clinic.example.org");

        assertThat(new SiteAccess(NONE, DOMAIN, NONE).hostName()).contains("openemr.clinic.example.org");
        assertThat(new SiteAccess(NONE, DOMAIN, given).hostName()).isEqualTo(given);
        assertThat(new SiteAccess(CERTIFICATE, NONE, given).hostName()).isEqualTo(given);
        assertThat(new SiteAccess(CERTIFICATE, NONE, NONE).hostName()).isEmpty();
    }
}

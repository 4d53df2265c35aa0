package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.DOMAIN;
import static org.openemr.aws.dns.DnsTemplates.records;
import static org.openemr.aws.dns.DnsTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateTest {

    @Test
    void issuesACertificateAndKeepsItWhenAnotherIsGiven() {
        assertThat(DOMAIN.onlyProperties("AWS::CertificateManager::Certificate")
                        .path("DomainName")
                        .asText())
                .isEqualTo("*.clinic.example.org");
        assertThat(DOMAIN.publishedParameters()).contains("/openemr/openemr/dns/certificate-arn");

        var given = template(Map.of("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a"));

        assertThat(given.resources("AWS::CertificateManager::Certificate"))
                .isEqualTo(DOMAIN.resources("AWS::CertificateManager::Certificate"));
        assertThat(given.publishedParameters()).isEqualTo(DOMAIN.publishedParameters());
        assertThat(records(given)).hasSize(1);
    }
}

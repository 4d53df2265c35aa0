package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.DOMAIN;
import static org.openemr.aws.dns.DnsTemplates.records;
import static org.openemr.aws.dns.DnsTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteRecordsTest {

    private static final Map<String, ?> IPV6 = Map.of("security_group_ip_range_ipv6", "2001:db8::/32");

    @Test
    void pointsTheNameOfTheSiteToTheLoadBalancer() {
        assertThat(records(DOMAIN)).containsExactly("A openemr.clinic.example.org.");
        assertThat(DOMAIN.onlyProperties("AWS::Route53::RecordSet")
                        .path("AliasTarget")
                        .toString())
                .contains("dualstack.", "NetworkLoadBalancerDnsName");
        assertThat(records(template(IPV6)))
                .containsExactlyInAnyOrder("A openemr.clinic.example.org.", "AAAA openemr.clinic.example.org.");
    }

    @Test
    void pointsTheNameOfTheSiteToTheAccelerator() {
        var template = template(IPV6, Map.of("enable_global_accelerator", true));

        assertThat(records(template)).containsExactly("A openemr.clinic.example.org.");
        assertThat(template.onlyProperties("AWS::Route53::RecordSet")
                        .path("AliasTarget")
                        .path("HostedZoneId")
                        .asText())
                .isEqualTo("Z2BJ6XQ5FK7U4H");
    }
}

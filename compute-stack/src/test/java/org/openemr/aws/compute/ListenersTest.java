package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.DOMAIN;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.TEMPLATE;
import static org.openemr.aws.compute.ComputeTemplates.template;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class ListenersTest {

    @Test
    void redirectsPlainHttpWhenThereIsACertificate() {
        var listeners =
                TEMPLATE.properties("AWS::ElasticLoadBalancingV2::Listener").toString();

        assertThat(listeners)
                .contains("\"SslPolicy\":\"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09\"")
                .contains("\"Port\":80")
                .contains("\"StatusCode\":\"HTTP_301\"");
        assertThat(template()
                        .onlyProperties("AWS::ElasticLoadBalancingV2::Listener")
                        .toString())
                .contains("\"Port\":80", "\"Type\":\"forward\"");
    }

    /** Over plain HTTP browsers ignore it. */
    @Test
    void tellsBrowsersToComeOverHttpsOnly() {
        assertThat(TEMPLATE.properties("AWS::ElasticLoadBalancingV2::Listener"))
                .filteredOn(listener -> listener.has("ListenerAttributes"))
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.path("Port").asInt()).isEqualTo(443);
                    assertThat(listener.path("ListenerAttributes").toString())
                            .isEqualTo(
                                    "[{\"Key\":\"routing.http.response.strict_transport_security.header_value\",\"Value\":\"max-age=31536000\"}]");
                });
    }

    @Test
    void checksTheHealthOfTargetsOverHttps() {
        var targets = TEMPLATE.onlyProperties("AWS::ElasticLoadBalancingV2::TargetGroup")
                .toString();

        assertThat(targets)
                .contains(
                        "\"HealthCheckProtocol\":\"HTTPS\"",
                        "\"HttpCode\":\"302\"",
                        "\"HealthCheckIntervalSeconds\":60")
                .contains("\"HealthCheckTimeoutSeconds\":10", "\"HealthyThresholdCount\":2")
                .contains("\"UnhealthyThresholdCount\":5", "\"Protocol\":\"HTTPS\"", "\"TargetType\":\"ip\"");
    }

    @Test
    void presentsTheDomainsOwnCertificateUnlessAnotherIsGiven() {

        assertThat(certificates(template(DOMAIN))).contains("DnsCertificateArn");
        assertThat(certificates(template(DOMAIN, HTTPS))).contains("certificate/a");
    }

    private static String certificates(SynthesisedTemplate template) {
        return template.properties("AWS::ElasticLoadBalancingV2::Listener").stream()
                .map(listener -> listener.path("Certificates").toString())
                .collect(Collectors.joining());
    }
}

package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;
import static org.openemr.aws.network.NetworkTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {

    @Test
    void protectsTheLoadBalancerAndCreatesItLast() {
        var loadBalancer = CLOSED.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
                .values()
                .iterator()
                .next();

        assertThat(loadBalancer
                        .path("Properties")
                        .path("LoadBalancerAttributes")
                        .toString())
                .contains("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}")
                .contains("{\"Key\":\"routing.http.drop_invalid_header_fields.enabled\",\"Value\":\"true\"}")
                .contains("{\"Key\":\"access_logs.s3.enabled\",\"Value\":\"true\"}")
                .contains("\"routing.http.desync_mitigation_mode\",\"Value\":\"defensive\"");
        assertThat(loadBalancer.path("Properties").path("Scheme").asText()).isEqualTo("internet-facing");
        assertThat(loadBalancer.path("DependsOn").size()).isGreaterThan(10);
        assertThat(CLOSED.resources("AWS::WAFv2::WebACLAssociation")).hasSize(1);
    }

    @Test
    void waitsForLongReports() {
        assertThat(idleTimeout(Map.of())).contains("{\"Key\":\"idle_timeout.timeout_seconds\",\"Value\":\"300\"}");
        assertThat(idleTimeout(Map.of("load_balancer_idle_timeout", 3600)))
                .contains("{\"Key\":\"idle_timeout.timeout_seconds\",\"Value\":\"3600\"}");
    }

    private static String idleTimeout(Map<String, ?> changes) {
        return template(changes)
                .onlyProperties("AWS::ElasticLoadBalancingV2::LoadBalancer")
                .path("LoadBalancerAttributes")
                .toString();
    }

    @Test
    void protectsNothingInAThrowAwayEnvironment() {
        var template = template(Map.of("data_on_destroy", "delete"));

        assertThat(template.properties("AWS::ElasticLoadBalancingV2::LoadBalancer")
                        .toString())
                .contains("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"false\"}");
    }

    @Test
    void givesLogBucketsAnEnd() {
        assertThat(CLOSED.properties("AWS::S3::Bucket"))
                .isNotEmpty()
                .allSatisfy(bucket -> assertThat(
                                bucket.path("LifecycleConfiguration").toString())
                        .contains("ExpirationInDays", "NoncurrentVersionExpiration"));
    }
}

package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class WebAclTest {

    @Test
    void countsLargeBodiesInsteadOfBlockingUploads() {
        var rules = TEMPLATE.onlyProperties("AWS::WAFv2::WebACL").path("Rules");

        assertThat(rules.toString())
                .contains("{\"ActionToUse\":{\"Count\":{}},\"Name\":\"SizeRestrictions_BODY\"}")
                .contains("AWSManagedRulesSQLiRuleSet", "AWSManagedRulesKnownBadInputsRuleSet");
        assertThat(SynthesisedTemplate.elements(rules)
                        .map(rule -> rule.path("Priority").asInt()))
                .doesNotHaveDuplicates();
    }

    /** One clinic behind one router is one address. */
    @Test
    void tellsOfTheFirstAddressOverTheLimit() {
        assertThat(TEMPLATE.properties("AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> alarm.path("AlarmName").asText().endsWith("waf-rate-limited"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.path("Threshold").asInt()).isZero();
                    assertThat(alarm.path("Dimensions").toString()).contains("\"openemr-RateLimit\"");
                });
        assertThat(TEMPLATE.onlyProperties("AWS::WAFv2::WebACL").path("Rules").toString())
                .contains("\"Limit\":10000", "\"MetricName\":\"openemr-RateLimit\"");
    }

    @Test
    void samplesNoRequests() {
        assertThat(TEMPLATE.onlyProperties("AWS::WAFv2::WebACL").findValues("SampledRequestsEnabled"))
                .isNotEmpty()
                .allMatch(sampled -> !sampled.asBoolean());
    }

    @Test
    void logsRequestsWithoutSecretsInThem() {
        assertThat(TEMPLATE.onlyProperties("AWS::WAFv2::LoggingConfiguration")
                        .path("RedactedFields")
                        .toString())
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("cookie")
                .contains("QueryString");
    }
}

package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
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

    /** Above 1,500 units, each web ACL and each request cost more. */
    @Test
    void staysWithinTheCapacityThatIsInThePrice() {
        var everything = SecurityTemplates.template(Map.of("waf_allowed_user_agents", List.of("UptimeRobot")));

        assertThat(capacity(everything.onlyProperties("AWS::WAFv2::WebACL").path("Rules")))
                .isBetween(1_100, 1_500);
    }

    @Test
    void quotesNothingThatItFindsInABody() {
        assertThat(SynthesisedTemplate.elements(TEMPLATE.onlyProperties("AWS::WAFv2::WebACL")
                        .path("DataProtectionConfig")
                        .path("DataProtections")))
                .allSatisfy(protection -> {
                    assertThat(protection.path("Action").asText()).isEqualTo("SUBSTITUTION");
                    assertThat(protection.has("ExcludeRuleMatchDetails")).isFalse();
                })
                .extracting(
                        protection -> protection.path("Field").path("FieldType").asText())
                .containsExactly("SINGLE_HEADER", "QUERY_STRING", "BODY");
    }

    /** The limit of its own is for attempts: pages, and what else a signed-in client does, are not counted there. */
    @Test
    void countsAttemptsToSignInByThemselves() {
        assertThat(SynthesisedTemplate.elements(
                        TEMPLATE.onlyProperties("AWS::WAFv2::WebACL").path("Rules")))
                .filteredOn(rule -> rule.path("Name").asText().equals("SignInRateLimit"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("Statement").toString())
                        .contains("\"Limit\":300", "path:sign-in", "path:credentials"));
    }

    @Test
    void logsRequestsWithoutSecretsInThem() {
        assertThat(TEMPLATE.onlyProperties("AWS::WAFv2::LoggingConfiguration")
                        .path("RedactedFields")
                        .toString())
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("cookie")
                .contains("referer", "apicsrftoken")
                .contains("QueryString");
    }

    /**
     * What a statement uses, by <a
     * href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html">AWS's list</a>.
     */
    private static int capacity(JsonNode node) {
        var own = Map.of(
                "LabelMatchStatement", 1,
                "RegexMatchStatement", 3,
                "RegexPatternSetReferenceStatement", 25,
                "RateBasedStatement", 2,
                "TextTransformations", 10 * node.path("TextTransformations").size());
        var capacity = 0;
        if (node.has("ManagedRuleGroupStatement")) {
            return node.path("ManagedRuleGroupStatement").path("Name").asText().contains("Common") ? 700 : 200;
        }
        if (node.has("ByteMatchStatement")) {
            capacity += node.path("ByteMatchStatement")
                            .path("PositionalConstraint")
                            .asText()
                            .equals("CONTAINS")
                    ? 10
                    : 2;
        }
        for (var field : node.properties()) {
            capacity += own.getOrDefault(field.getKey(), 0) + capacity(field.getValue());
        }
        for (var element : node.isArray() ? node : JsonNodeFactory.instance.arrayNode()) {
            capacity += capacity(element);
        }
        return capacity;
    }
}

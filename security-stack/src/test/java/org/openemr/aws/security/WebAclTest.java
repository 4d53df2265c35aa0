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

package org.openemr.aws.dns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/** Templates of DnsStack that tests of its entities share, each synthesised once. */
final class DnsTemplates {

    static final SynthesisedTemplate DOMAIN = template(Map.of());

    static final SynthesisedTemplate MAIL =
            template(Map.of("configure_ses", true, "email_forwarding_address", "clinic@example.net"));

    static final SynthesisedTemplate STORED_ONLY = template(Map.of("configure_ses", true));

    static SynthesisedTemplate mailWithRuleSet(String name) {
        return template(Map.of("configure_ses", true, "ses_receipt_rule_set", name));
    }

    static List<String> records(SynthesisedTemplate template) {
        return template.properties("AWS::Route53::RecordSet").stream()
                .map(record -> record.path("Type").asText() + " " + name(record.path("Name")))
                .toList();
    }

    /** Names of DKIM records are known to SES only. */
    static String name(JsonNode name) {
        return name.isTextual() ? name.asText() : name.toString();
    }

    @SafeVarargs
    static SynthesisedTemplate template(Map<String, ?>... changes) {
        var all = new HashMap<String, Object>();
        for (var change : changes) {
            all.putAll(change);
        }
        all.put("route53_domain", "clinic.example.org");
        all.put("route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ");
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new DnsStack(
                TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.dns(), settings.features()));
    }

    private DnsTemplates() {}
}

package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.DOMAIN;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class OpenEmrSettingsTest {

    @Test
    void tellsPortalAndApisTheOneAddressOfTheSite() {
        var template = template(
                Map.of("activate_openemr_apis", true, "enable_patient_portal", true),
                Map.of("site_host_name", "emr.example.org"),
                HTTPS);

        assertThat(lines(template))
                .contains(
                        "site_addr_oath=https://emr.example.org",
                        "portal_onsite_two_address=https://emr.example.org/portal/",
                        "rest_fhir_api=1",
                        "ccda_alt_service_enable=3");
        var named = template(Map.of("activate_openemr_apis", true), HTTPS, DOMAIN);
        assertThat(value(named)).contains("site_addr_oath=https://\",{\"Ref\":\"DnsSiteHostName\"}");
    }

    /** What was on once is on in the database. */
    @Test
    void writesWhatIsOffAsOff() {
        assertThat(lines(template(Map.of())))
                .contains("rest_api=0", "rest_fhir_api=0", "portal_onsite_two_enable=0", "rest_portal_api=0");
    }

    @Test
    void tellsOpenEmrHowToSendMail() {
        var template = template(DOMAIN, Map.of("configure_ses", true));

        assertThat(value(template))
                .contains("SMTP_HOST=\",{\"Ref\":\"DnsSmtpHost\"}", "SMTP_PORT=587\\nSMTP_SECURE=tls\\n")
                .contains("patient_reminder_sender_email=\",{\"Ref\":\"DnsMailSender\"}")
                .contains("practice_return_email_path=\",{\"Ref\":\"DnsMailReturnAddress\"}")
                .doesNotContain("SMTP_PASS");
        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .filteredOn(task -> task.toString().contains("OPENEMR_SETTING_SMTP_PASS"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("Family").asText()).isEqualTo("openemr-set-up"));
    }

    /** What the configuration decides cannot be decided otherwise; what is not named is not written. */
    @Test
    void writesWhatTheOperatorNames() {
        assertThat(lines(template(Map.of("openemr_settings", Map.of("timeout", 600, "enable_auditlog", true)))))
                .contains("timeout=600", "enable_auditlog=1")
                .noneMatch(line -> line.startsWith("portal_timeout="));
    }

    private static List<String> lines(SynthesisedTemplate template) {
        return parameter(template).asText().lines().toList();
    }

    private static String value(SynthesisedTemplate template) {
        return parameter(template).toString();
    }

    private static JsonNode parameter(SynthesisedTemplate template) {
        return template.properties("AWS::SSM::Parameter").stream()
                .filter(parameter -> parameter.path("Name").asText().endsWith("/openemr-settings"))
                .findFirst()
                .orElseThrow()
                .path("Value");
    }
}

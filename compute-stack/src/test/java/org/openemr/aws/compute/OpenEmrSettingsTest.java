package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.compute.ComputeTemplates.DOMAIN;
import static org.openemr.aws.compute.ComputeTemplates.HTTPS;
import static org.openemr.aws.compute.ComputeTemplates.task;
import static org.openemr.aws.compute.ComputeTemplates.template;

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

        assertThat(parameter(template, "site_addr_oath")).isEqualTo("\"https://emr.example.org\"");
        assertThat(parameter(template, "portal_onsite_two_address")).isEqualTo("\"https://emr.example.org/portal/\"");
        assertThat(parameter(template, "rest_fhir_api")).isEqualTo("\"1\"");
        assertThat(parameter(template, "ccda_alt_service_enable")).isEqualTo("\"3\"");
        var named = template(Map.of("activate_openemr_apis", true), HTTPS, DOMAIN);
        assertThat(parameter(named, "site_addr_oath")).contains("[\"https://\",{\"Ref\":\"DnsSiteHostName\"}]");
    }

    /** What was on once is on in the database. */
    @Test
    void writesWhatIsOffAsOff() {
        var template = template(Map.of("activate_openemr_apis", true), HTTPS, DOMAIN);
        var trial = template(Map.of());

        assertThat(parameter(template, "portal_onsite_two_enable")).isEqualTo("\"0\"");
        assertThat(parameter(template, "rest_portal_api")).isEqualTo("\"0\"");
        assertThat(parameter(trial, "rest_api")).isEqualTo("\"0\"");
        assertThat(parameter(trial, "rest_fhir_api")).isEqualTo("\"0\"");
    }

    @Test
    void tellsOpenEmrHowToSendMail() {
        var template = template(DOMAIN, Map.of("configure_ses", true));

        assertThat(parameter(template, "SMTP_HOST")).contains("DnsSmtpHost");
        assertThat(parameter(template, "SMTP_PORT")).isEqualTo("\"587\"");
        assertThat(parameter(template, "SMTP_SECURE")).isEqualTo("\"tls\"");
        assertThat(parameter(template, "patient_reminder_sender_email")).contains("DnsMailSender");
        assertThat(parameter(template, "practice_return_email_path")).contains("DnsMailReturnAddress");
        assertThat(template.properties("AWS::ECS::TaskDefinition"))
                .filteredOn(task -> task.toString().contains("OPENEMR_SETTING_SMTP_PASS"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("Family").asText()).isEqualTo("openemr-set-up"));
    }

    private static String parameter(SynthesisedTemplate template, String setting) {
        return template.properties("AWS::SSM::Parameter").stream()
                .filter(parameter -> parameter.path("Name").asText().endsWith("/" + setting))
                .findFirst()
                .orElseThrow()
                .path("Value")
                .toString();
    }
}

package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail through Amazon SES needs of a region and of the addresses that are told. */
class MailSettingsTest {

    private static final Optional<String> REGION = Optional.of("us-east-1");
    private static final Map<String, ?> MAIL = Map.of("route53_domain", "clinic.example.org", "configure_ses", true);

    @ParameterizedTest
    @CsvSource({
        "af-south-1, no SMTP interface",
        "ap-southeast-3, no SMTP interface",
        "eu-south-1, no SMTP interface",
        "il-central-1, no SMTP interface",
        "me-south-1, no SMTP interface",
        "us-gov-west-1, no receiving",
        "us-gov-east-1, neither",
        "ap-southeast-6, neither"
    })
    void aRegionThatCannotSendAndReceiveIsRefused(String region, String missing) {
        assertThatThrownBy(() -> InstallationSettings.read(MAIL, Optional.of(region)))
                .hasMessageContaining(
                        "configure_ses: needs a region in which Amazon SES receives and has an SMTP interface")
                .hasMessageContaining(region + " has " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-west-1", "eu-central-1", "ap-northeast-2", "sa-east-1"})
    void aRegionThatSendsAndReceivesIsTaken(String region) {
        assertThat(InstallationSettings.read(MAIL, Optional.of(region)).dns().mail())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "email_forwarding_address, help@clinic.example.org",
        "email_forwarding_address, Help@clinic.example.org",
        "email_forwarding_address, help+x@CLINIC.example.org",
        "email_forwarding_address, office@clinic.example.org",
        "monitoring_email, alerts@clinic.example.org",
        "deployment_notification_email, alerts@Clinic.Example.org",
        "monitoring_email, notifications@services.clinic.example.org"
    })
    void anAddressInsideTheDomainIsRefused(String key, String address) {
        var context = new HashMap<String, Object>(MAIL);
        context.put(key, address);

        assertThatThrownBy(() -> InstallationSettings.read(context, REGION))
                .hasMessageContaining(key + ": is an address of route53_domain");
    }

    /** Other rules of the account may serve other addresses; that of help@ is ours, and goes in circles. */
    @Test
    void withARuleSetOfTheAccountOthersMayServeTheDomain() {
        var shared = new HashMap<String, Object>(MAIL);
        shared.put("ses_receipt_rule_set", "shared");
        shared.put("monitoring_email", "alerts@clinic.example.org");

        assertThat(InstallationSettings.read(shared, REGION).security().monitoringEmail())
                .contains("alerts@clinic.example.org");
        shared.put("email_forwarding_address", "Help+x@clinic.example.org");
        assertThatThrownBy(() -> InstallationSettings.read(shared, REGION))
                .hasMessageContaining("email_forwarding_address: is an address of route53_domain");
    }

    @Test
    void anAddressOutsideTheDomainIsTakenAndWithoutMailAnyIs() {
        var outside = new HashMap<String, Object>(MAIL);
        outside.put("email_forwarding_address", "office@example.org");
        outside.put("monitoring_email", "office@other.clinic.example.org");
        var withoutMail =
                Map.of("route53_domain", "clinic.example.org", "monitoring_email", "alerts@clinic.example.org");

        assertThat(InstallationSettings.read(outside, REGION).dns().forwardingAddress())
                .contains("office@example.org");
        assertThat(InstallationSettings.read(withoutMail, REGION).security().monitoringEmail())
                .contains("alerts@clinic.example.org");
    }
}

package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.MAIL;
import static org.openemr.aws.dns.DnsTemplates.records;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SendingTest {

    @Test
    void writesEachMailRecordOnce() {
        assertThat(records(MAIL)).doesNotHaveDuplicates().hasSize(8);
        assertThat(records(MAIL))
                .contains(
                        "MX clinic.example.org.",
                        "MX services.clinic.example.org.",
                        "TXT services.clinic.example.org.",
                        "TXT _dmarc.clinic.example.org.");
        assertThat(MAIL.json().toString()).contains("v=spf1 include:amazonses.com ~all", "v=DMARC1;p=quarantine");
    }

    @Test
    void letsTheSmtpUserSendFromThisDomainOnly() {
        var statement = MAIL.properties("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> policy.has("Groups"))
                .findFirst()
                .orElseThrow()
                .path("PolicyDocument")
                .path("Statement");

        assertThat(statement).hasSize(1);
        assertThat(statement.get(0).path("Action").toString()).isEqualTo("[\"ses:SendEmail\",\"ses:SendRawEmail\"]");
        assertThat(statement.get(0).path("Condition").toString())
                .contains("*@clinic.example.org", "*@services.clinic.example.org");
        assertAllowsWhatSesAuthorises(statement.get(0));
        assertThat(MAIL.resources("AWS::IAM::AccessKey")).isEmpty();
    }

    /** Amazon SES authorises the identity's default configuration set too, and in the sandbox the recipient's identity. */
    private static void assertAllowsWhatSesAuthorises(JsonNode statement) {
        assertThat(statement.path("Resource").toString())
                .contains(":configuration-set/openemr-mail\"", ":identity/*\"")
                .doesNotContain("\"*\"");
    }

    @Test
    void letsTheForwarderSendFromTheHelpAddressOnly() {
        assertThat(MAIL.roleStatements())
                .filteredOn(statement -> statement.path("Action").toString().contains("ses:SendEmail"))
                .anySatisfy(statement -> {
                    assertThat(statement.path("Condition").toString())
                            .isEqualTo("{\"StringEquals\":{\"ses:FromAddress\":[\"help@clinic.example.org\"]}}");
                    assertAllowsWhatSesAuthorises(statement);
                });
    }

    /** AWS reviews accounts at 5 % bounces and 0.1 % complaints. */
    @Test
    void logsWhatBecomesOfSentMailAndTellsOfBadRates() {
        var destination = MAIL.onlyProperties("AWS::SES::ConfigurationSetEventDestination")
                .path("EventDestination");
        assertThat(destination.path("MatchingEventTypes").toString())
                .isEqualTo("[\"delivery\",\"bounce\",\"complaint\",\"reject\",\"deliveryDelay\"]");
        assertThat(destination.path("EventBridgeDestination").toString()).contains(":event-bus/default");
        assertThat(MAIL.properties("AWS::Events::Rule"))
                .anySatisfy(
                        rule -> assertThat(rule.path("EventPattern").toString())
                                .isEqualTo(
                                        "{\"detail\":{\"mail\":{\"tags\":{\"ses:configuration-set\":[\"openemr-mail\"]}}},\"source\":[\"aws.ses\"]}"));
        assertThat(MAIL.properties("AWS::CloudWatch::Alarm"))
                .filteredOn(alarm -> alarm.path("MetricName").asText().startsWith("Reputation."))
                .extracting(alarm -> alarm.path("AlarmName").asText() + " "
                        + alarm.path("Threshold").asDouble())
                .containsExactlyInAnyOrder("openemr-mail-bounce-rate 0.05", "openemr-mail-complaint-rate 0.001");
    }

    @Test
    void reachesTheSmtpInterfaceInsideTheVpcFromTasksOnly() {
        var endpoint = MAIL.onlyProperties("AWS::EC2::VPCEndpoint");
        assertThat(endpoint.path("ServiceName").toString()).contains("email-smtp");
        assertThat(endpoint.path("PrivateDnsEnabled").asBoolean()).isTrue();
        assertThat(endpoint.path("SubnetIds").toString()).contains("Fn::Split", "SubnetIds");
        assertThat(MAIL.properties("AWS::EC2::SecurityGroupIngress"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.path("FromPort").asInt()).isEqualTo(587);
                    assertThat(rule.path("SourceSecurityGroupId").toString()).contains("NetworkTaskSecurityGroupId");
                });
    }

    @Test
    void publishesTheSecretOnlyWhenItIsFilled() {
        var parameter = MAIL.resources("AWS::SSM::Parameter").values().stream()
                .filter(each -> each.path("Properties").path("Name").asText().endsWith("smtp-user-secret-arn"))
                .findFirst()
                .orElseThrow();

        assertThat(parameter.path("DependsOn").toString()).contains("Credentials");
    }
}

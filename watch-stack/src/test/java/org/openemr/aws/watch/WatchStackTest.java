package org.openemr.aws.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.watch.WatchTemplates.TEMPLATE;
import static org.openemr.aws.watch.WatchTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class WatchStackTest {

    @Test
    void publishesWhatItFound() {
        assertThat(TEMPLATE.publishedParameters())
                .containsExactlyInAnyOrder(
                        "/openemr/openemr/watch/threat-detector-id",
                        "/openemr/openemr/watch/findings-hub-arn",
                        "/openemr/openemr/watch/configuration-recorder-name",
                        "/openemr/openemr/watch/conformance-pack-name",
                        "/openemr/openemr/watch/spending-monitor-arn");
    }

    @Test
    void readsOnlyFromLayersAbove() {
        assertThat(TEMPLATE.readParameters())
                .allMatch(parameter -> parameter.matches("/openemr/openemr/(security|data)/.*"));
    }

    /** What an account has once would fail where it is there, and go with the stack that others rely on. */
    @Test
    void makesNothingOfTheAccountByATemplate() {
        assertThat(SynthesisedTemplate.elements(TEMPLATE.json().path("Resources")))
                .extracting(resource -> resource.path("Type").asText())
                .doesNotContain(
                        "AWS::GuardDuty::Detector",
                        "AWS::SecurityHub::Hub",
                        "AWS::SecurityHub::Standard",
                        "AWS::Config::ConfigurationRecorder",
                        "AWS::Config::DeliveryChannel",
                        "AWS::CE::AnomalyMonitor",
                        "AWS::IAM::ServiceLinkedRole");
        assertThat(services(TEMPLATE))
                .containsExactlyInAnyOrder(
                        "threat-detector", "findings-hub", "image-scanning", "recorder", "spending-monitor");
    }

    /** Nobody who deploys has to open a log to learn that Runtime Monitoring is off in a detector of somebody else. */
    @Test
    void showsWhoseEachIsAndWhatItLacks() {
        assertThat(SynthesisedTemplate.elements(TEMPLATE.json().path("Outputs")))
                .hasSize(5)
                .allMatch(output -> output.at("/Value/Fn::GetAtt/1").asText().equals("State"));
    }

    @Test
    void asksAndAllowsNoMoreThanIsSwitchedOn() {
        var threats = template(Map.of("enable_threat_detection", true));
        var compliance = template(Map.of("enable_compliance_monitoring", true));
        var budget = template(Map.of("monthly_budget_usd", 100));

        assertThat(services(threats)).containsExactlyInAnyOrder("threat-detector", "findings-hub");
        assertThat(services(compliance)).containsExactly("recorder");
        assertThat(services(budget)).containsExactly("spending-monitor");
        assertThat(threats.roleStatements().toString())
                .contains("guardduty:", "securityhub:")
                .doesNotContain("inspector2:", "config:", "ce:");
        assertThat(compliance.roleStatements().toString())
                .contains("config:")
                .doesNotContain("guardduty:", "securityhub:", "inspector2:", "ce:");
        assertThat(budget.roleStatements().toString())
                .contains("ce:")
                .doesNotContain("guardduty:", "securityhub:", "inspector2:", "\"config:");
    }

    /** Taking away is what the functions cannot do: whoever else relies on it goes on. */
    @Test
    void nothingMayBeTurnedOffOrDeleted() {
        assertThat(TEMPLATE.roleStatements())
                .noneMatch(statement -> statement
                        .path("Action")
                        .toString()
                        .matches("(?i).*:(delete|disable|stop|disassociate|batchdisable).*"));
    }

    /** The recorder stays, and would write nowhere. */
    @Test
    void recordsStayWithEverythingThatTheyNeed() {
        for (var type : List.of("AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key")) {
            assertThat(TEMPLATE.resources(type).values())
                    .as(type)
                    .singleElement()
                    .satisfies(resource ->
                            assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain"));
        }
    }

    @Test
    void theRecorderLooksOnceTheBucketAdmitsIt() {
        var recorder = TEMPLATE.resources("Custom::OpenEmrAccountService").values().stream()
                .filter(resource -> resource.at("/Properties/Service").asText().equals("recorder"))
                .findFirst()
                .orElseThrow();

        assertThat(recorder.path("DependsOn").toString()).contains("BucketPolicy");
        assertThat(TEMPLATE.resources("AWS::Config::ConformancePack")
                        .values()
                        .iterator()
                        .next()
                        .path("DependsOn")
                        .toString())
                .contains("Recorder");
    }

    @Test
    void tellsOfHighFindingsOnly() {
        var rule = TEMPLATE.properties("AWS::Events::Rule").stream()
                .filter(each -> each.has("EventPattern"))
                .findFirst()
                .orElseThrow();

        assertThat(rule.path("EventPattern").toString())
                .isEqualTo(
                        "{\"detail\":{\"severity\":[{\"numeric\":[\">=\",7]}],\"type\":[{\"anything-but\":[\"Object:S3/MaliciousFile\"]}]},\"detail-type\":[\"GuardDuty Finding\"],\"source\":[\"aws.guardduty\"]}");
        assertThat(rule.at("/Targets/0/InputTransformer/InputTemplate").asText())
                .contains("<detail-title>", "<detail-description>", "<detail-severity>");
    }

    @Test
    void theBudgetTellsWhatIsAndWhatIsExpected() {
        var budget = TEMPLATE.onlyProperties("AWS::Budgets::Budget");

        assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(500);
        assertThat(budget.path("NotificationsWithSubscribers"))
                .extracting(each -> each.at("/Notification/NotificationType").asText())
                .containsExactly("FORECASTED", "ACTUAL");
    }

    /** The topic gets JSON of it, so people get mail where somebody's address is known. */
    @Test
    void unusualSpendingGoesToPeopleWhereTheirAddressIsKnown() {
        var byMail = unusual(template(Map.of("monthly_budget_usd", 500, "monitoring_email", "alerts@example.org")));
        var byTopic = unusual(template(Map.of("monthly_budget_usd", 5)));

        assertThat(byMail.path("Frequency").asText()).isEqualTo("DAILY");
        assertThat(byMail.at("/Subscribers/0/Address").asText()).isEqualTo("alerts@example.org");
        assertThat(byMail.path("ThresholdExpression").asText()).contains("\"Values\":[\"50\"]");
        assertThat(byTopic.path("Frequency").asText()).isEqualTo("IMMEDIATE");
        assertThat(byTopic.at("/Subscribers/0/Type").asText()).isEqualTo("SNS");
        assertThat(byTopic.path("ThresholdExpression").asText()).contains("\"Values\":[\"1\"]");
    }

    private static JsonNode unusual(SynthesisedTemplate template) {
        return template.onlyProperties("AWS::CE::AnomalySubscription");
    }

    private static List<String> services(SynthesisedTemplate template) {
        return template.properties("Custom::OpenEmrAccountService").stream()
                .map(service -> service.path("Service").asText())
                .toList();
    }
}

package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;
import static org.openemr.aws.security.SecurityTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.installation.DataOnDestroy;

class AlertTopicsTest {

    @Test
    void letsAlarmsPublishAndNobodyWithoutTls() {
        var policies = TEMPLATE.properties("AWS::SNS::TopicPolicy").toString();

        assertThat(policies).contains("cloudwatch.amazonaws.com", "aws:SourceAccount", "aws:SecureTransport");
        assertThat(TEMPLATE.properties("AWS::SNS::Topic")).hasSize(2).allMatch(topic -> topic.has("KmsMasterKeyId"));
    }

    @Test
    void subscribesNobodyWithoutAnAddress() {
        assertThat(TEMPLATE.resources("AWS::SNS::Subscription")).isEmpty();
        assertThat(template(DataOnDestroy.RETAIN, Map.of("monitoring_email", "a@example.org"))
                        .properties("AWS::SNS::Subscription"))
                .hasSize(2)
                .allMatch(subscription -> subscription.path("Endpoint").asText().equals("a@example.org"));
    }

    /** In the morning of every night they are over. */
    @Test
    void doesNotTellOfTheEndOfAlarmsThatNightsMute() {
        var nights = template(Map.of("night_hours", "20-7", "time_zone", "America/New_York"));

        assertThat(overs(nights))
                .contains("\"resources\":[{\"anything-but\":{\"suffix\":[\":openemr-alb-no-healthy-target\"")
                .contains("\"alarmName\":[{\"prefix\":\"openemr-\"}]");
        assertThat(overs(TEMPLATE)).contains("\"alarmName\"").doesNotContain("anything-but");
    }

    private static String overs(SynthesisedTemplate template) {
        return template.properties("AWS::Events::Rule").stream()
                .map(rule -> rule.path("EventPattern").toString())
                .filter(pattern -> pattern.contains("CloudWatch Alarm State Change"))
                .findFirst()
                .orElseThrow();
    }
}

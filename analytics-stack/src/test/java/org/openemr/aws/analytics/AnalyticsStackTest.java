package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.analytics.AnalyticsTemplates.TEMPLATE;
import static org.openemr.aws.analytics.AnalyticsTemplates.statements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class AnalyticsStackTest {

    @Test
    void allowsNoWholeServiceAndPassesRolesToNamedServicesOnly() {
        assertThat(statements()).isNotEmpty().allSatisfy(statement -> {
            var actions = actions(statement).toList();
            assertThat(actions).noneMatch(action -> action.equals("*") || action.endsWith(":*"));
            if (actions.contains("iam:PassRole")) {
                assertThat(statement.path("Condition").toString()).contains("iam:PassedToService");
            }
        });
    }

    @Test
    void usesNoManagedPolicyOfAws() {
        assertThat(TEMPLATE.properties("AWS::IAM::Role"))
                .filteredOn(role -> role.has("ManagedPolicyArns"))
                .allSatisfy(role -> assertThat(role.path("ManagedPolicyArns").toString())
                        .doesNotContain("SageMaker", "RDS", "Glue"));
    }

    private static Stream<String> actions(JsonNode statement) {
        var action = statement.path("Action");
        return action.isTextual()
                ? Stream.of(action.asText())
                : SynthesisedTemplate.elements(action).map(JsonNode::asText);
    }
}

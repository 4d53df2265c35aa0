package org.openemr.aws.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Environment;

/** Templates of AnalyticsStack that tests of its entities share, each synthesised once. */
final class AnalyticsTemplates {

    static final SynthesisedTemplate TEMPLATE = template(TestApp.DEPLOYMENT, TestApp.ENVIRONMENT);

    static List<JsonNode> statements() {
        return TEMPLATE.roleStatements();
    }

    static SynthesisedTemplate template(Deployment deployment, Environment environment) {
        var settings = TestApp.settings(Map.of("create_serverless_analytics_environment", true), environment);
        return SynthesisedTemplate.of(new AnalyticsStack(
                TestApp.create(), deployment, environment, settings.analytics(), settings.features()));
    }

    private AnalyticsTemplates() {}
}

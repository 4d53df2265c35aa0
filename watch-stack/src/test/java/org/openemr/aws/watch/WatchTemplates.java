package org.openemr.aws.watch;

import java.util.HashMap;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/** Templates of WatchStack, which tests of its entities share. */
final class WatchTemplates {

    static final SynthesisedTemplate TEMPLATE = template(Map.of(
            "enable_threat_detection", true,
            "enable_compliance_monitoring", true,
            "image_mirror", true,
            "monthly_budget_usd", 500));

    static SynthesisedTemplate template(Map<String, Object> changes) {
        var settings = TestApp.settings(new HashMap<>(changes), TestApp.ENVIRONMENT);
        return SynthesisedTemplate.of(
                new WatchStack(TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.watch()));
    }

    private WatchTemplates() {}
}

package org.openemr.aws.recovery;

import java.util.HashMap;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/** The template of RecoveryStack, which tests of its entities share. */
final class RecoveryTemplates {

    static final SynthesisedTemplate TEMPLATE = template(Map.of());

    static SynthesisedTemplate template(Map<String, Object> changes) {
        var context = new HashMap<>(changes);
        context.put("enable_restore_testing", true);
        var settings = TestApp.settings(context, TestApp.ENVIRONMENT);
        return SynthesisedTemplate.of(new RecoveryStack(
                TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.recovery(), settings.features()));
    }

    private RecoveryTemplates() {}
}

package org.openemr.aws.rotation;

import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/** The template of RotationStack, which tests of its entities share. */
final class RotationTemplates {

    static final SynthesisedTemplate TEMPLATE = template(Map.of());

    static SynthesisedTemplate template(Map<String, Object> context) {
        var settings = TestApp.settings(context, TestApp.ENVIRONMENT);
        return SynthesisedTemplate.of(
                new RotationStack(TestApp.create(), TestApp.DEPLOYMENT, TestApp.ENVIRONMENT, settings.rotation()));
    }

    private RotationTemplates() {}
}

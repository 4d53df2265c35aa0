package org.openemr.aws.security;

import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.DataOnDestroy;

/** Templates of SecurityStack that tests of its entities share, each synthesised once. */
public final class SecurityTemplates {

    static final SynthesisedTemplate TEMPLATE = template(DataOnDestroy.RETAIN, Map.of());

    /** With other settings than the defaults. */
    public static SynthesisedTemplate template(Map<String, ?> changes) {
        return template(DataOnDestroy.RETAIN, changes);
    }

    static SynthesisedTemplate template(DataOnDestroy dataOnDestroy, Map<String, ?> changes) {
        var settings = TestApp.settings(changes).security();
        return SynthesisedTemplate.of(new SecurityStack(
                TestApp.create(), TestApp.deployment("openemr", dataOnDestroy), TestApp.ENVIRONMENT, settings));
    }

    private SecurityTemplates() {}
}

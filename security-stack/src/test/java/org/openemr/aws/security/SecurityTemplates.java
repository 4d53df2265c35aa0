package org.openemr.aws.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;

/** Templates of SecurityStack that tests of its entities share, each synthesised once. */
public final class SecurityTemplates {

    static final SynthesisedTemplate TEMPLATE = template(DataOnDestroy.RETAIN, Map.of());

    /** With other settings than the defaults. */
    public static SynthesisedTemplate template(Map<String, ?> changes) {
        return template(DataOnDestroy.RETAIN, changes);
    }

    static SynthesisedTemplate template(DataOnDestroy dataOnDestroy, Map<String, ?> changes) {
        var all = new HashMap<String, Object>(changes);
        all.put("data_on_destroy", dataOnDestroy.name().toLowerCase(Locale.ROOT));
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new SecurityStack(
                TestApp.create(), Deployment.of(settings.deployment()), TestApp.ENVIRONMENT, settings.security()));
    }

    private SecurityTemplates() {}
}

package org.openemr.aws.data;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;

/** Templates of DataStack that tests of its entities share, each synthesised once. */
final class DataTemplates {

    static final String CLUSTER = "AWS::RDS::DBCluster";

    static final SynthesisedTemplate TEMPLATE = template(DataOnDestroy.RETAIN, Map.of());

    static SynthesisedTemplate template(DataOnDestroy dataOnDestroy, Map<String, ?> changes) {
        var allChanges = new HashMap<String, Object>(changes);
        allChanges.put("data_on_destroy", dataOnDestroy.name().toLowerCase(Locale.ROOT));
        var settings = TestApp.settings(allChanges);
        var deployment = Deployment.of(settings.deployment());
        return SynthesisedTemplate.of(
                new DataStack(TestApp.create(), deployment, TestApp.ENVIRONMENT, settings.data(), settings.features()));
    }

    private DataTemplates() {}
}

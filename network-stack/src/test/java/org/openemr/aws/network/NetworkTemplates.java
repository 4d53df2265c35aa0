package org.openemr.aws.network;

import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;

/** Templates of NetworkStack that tests of its entities share, each synthesised once. */
final class NetworkTemplates {

    static final String CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/a";

    static final SynthesisedTemplate CLOSED = template(Map.of());

    static final SynthesisedTemplate OPEN = template(Map.of(
            "certificate_arn",
            CERTIFICATE,
            "security_group_ip_range_ipv4",
            "203.0.113.0/24",
            "security_group_ip_range_ipv6",
            "2001:db8::/32",
            "enable_global_accelerator",
            true,
            "open_smtp_port",
            true));

    static SynthesisedTemplate template(Map<String, ?> changes) {
        var settings = TestApp.settings(changes);
        return SynthesisedTemplate.of(new NetworkStack(
                TestApp.create(),
                Deployment.of(settings.deployment()),
                TestApp.ENVIRONMENT,
                settings.network(),
                settings.features()));
    }

    private NetworkTemplates() {}
}

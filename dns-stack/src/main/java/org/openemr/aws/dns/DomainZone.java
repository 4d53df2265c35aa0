package org.openemr.aws.dns;

import org.openemr.aws.settings.installation.DnsSettings;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.HostedZoneProviderProps;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/** The public hosted zone of the domain: given by its id, or looked up in the account when templates are made. */
final class DomainZone {

    private DomainZone() {}

    static IHostedZone of(Construct scope, DnsSettings settings) {
        var domain = settings.domain().orElseThrow();
        return settings.hostedZoneId()
                .map(id -> HostedZone.fromHostedZoneAttributes(
                        scope,
                        "Zone",
                        HostedZoneAttributes.builder()
                                .hostedZoneId(id)
                                .zoneName(domain)
                                .build()))
                .orElseGet(() -> HostedZone.fromLookup(
                        scope,
                        "Zone",
                        HostedZoneProviderProps.builder()
                                .domainName(domain)
                                .privateZone(false)
                                .build()));
    }
}

package org.openemr.aws.dns;

import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.amazon.awscdk.services.route53.CfnRecordSet.AliasTargetProperty;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.targets.GlobalAcceleratorTarget;
import software.constructs.Construct;

/** The name of the site: alias records to the accelerator when there is one, else to the load balancer. */
final class SiteRecords extends Construct {

    SiteRecords(Construct scope, IHostedZone zone, String hostName, NetworkOutputs network, Features features) {
        super(scope, "SiteRecords");
        var target = features.accelerator() ? accelerator(network) : loadBalancer(network);
        for (var type : types(features)) {
            CfnRecordSet.Builder.create(this, type)
                    .hostedZoneId(zone.getHostedZoneId())
                    .name(hostName + ".")
                    .type(type)
                    .aliasTarget(target)
                    .build();
        }
    }

    /** The accelerator has IPv4 addresses only. */
    private static List<String> types(Features features) {
        var types = new ArrayList<>(List.of("A"));
        if (features.dualStack() && !features.accelerator()) {
            types.add("AAAA");
        }
        return types;
    }

    private static AliasTargetProperty accelerator(NetworkOutputs network) {
        return AliasTargetProperty.builder()
                .dnsName(network.publicHostName())
                .hostedZoneId(GlobalAcceleratorTarget.GLOBAL_ACCELERATOR_ZONE_ID)
                .build();
    }

    private static AliasTargetProperty loadBalancer(NetworkOutputs network) {
        return AliasTargetProperty.builder()
                .dnsName("dualstack." + network.loadBalancerDnsName())
                .hostedZoneId(network.loadBalancerHostedZoneId())
                .build();
    }
}

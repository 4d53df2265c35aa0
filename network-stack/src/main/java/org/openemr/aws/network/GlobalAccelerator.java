package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.services.globalaccelerator.Accelerator;
import software.amazon.awscdk.services.globalaccelerator.ClientAffinity;
import software.amazon.awscdk.services.globalaccelerator.ConnectionProtocol;
import software.amazon.awscdk.services.globalaccelerator.EndpointGroupOptions;
import software.amazon.awscdk.services.globalaccelerator.ListenerOptions;
import software.amazon.awscdk.services.globalaccelerator.PortRange;
import software.amazon.awscdk.services.globalaccelerator.endpoints.ApplicationLoadBalancerEndpoint;
import software.amazon.awscdk.services.globalaccelerator.endpoints.ApplicationLoadBalancerEndpointOptions;
import software.constructs.Construct;

/**
 * The accelerator in front of the load balancer. Client addresses are preserved, so that the load balancer's security
 * group and the web ACL see who connects.
 */
final class GlobalAccelerator extends Construct {

    private final String hostName;

    GlobalAccelerator(Construct scope, Deployment deployment, LoadBalancer loadBalancer, SiteAccess access) {
        super(scope, "GlobalAccelerator");
        var accelerator = Accelerator.Builder.create(this, "Accelerator")
                .acceleratorName(deployment.physicalName("accelerator"))
                .build();
        var listener = accelerator.addListener(
                "Listener",
                ListenerOptions.builder()
                        .protocol(ConnectionProtocol.TCP)
                        .clientAffinity(ClientAffinity.NONE)
                        .portRanges(access.ports().stream()
                                .map(port -> PortRange.builder().fromPort(port).build())
                                .toList())
                        .build());
        listener.addEndpointGroup(
                "LoadBalancer",
                EndpointGroupOptions.builder()
                        .endpoints(List.of(new ApplicationLoadBalancerEndpoint(
                                loadBalancer.loadBalancer(),
                                ApplicationLoadBalancerEndpointOptions.builder()
                                        .preserveClientIp(true)
                                        .build())))
                        .build());
        hostName = accelerator.getDnsName();
    }

    String hostName() {
        return hostName;
    }
}

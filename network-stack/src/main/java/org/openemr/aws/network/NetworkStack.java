package org.openemr.aws.network;

import java.util.List;
import java.util.stream.IntStream;
import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.NetworkOutputs;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.NetworkSettings;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/** VPC, flow logs, security groups with all their rules, load balancer and optional accelerator. */
public final class NetworkStack extends LayerStack {

    private final int zones;

    /**
     * Creates the stack.
     *
     * @param access how clients speak to the site
     * @param connections what tasks may connect to for other layers
     */
    public NetworkStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            NetworkSettings settings,
            SiteAccess access,
            TaskConnections connections) {
        super(scope, Layer.NETWORK, deployment, environment);
        this.zones = settings.zones();
        var security = SecurityOutputs.read(this, deployment);

        var vpc = new OpenEmrVpc(this, settings);
        var logKey = security.logKey();
        var flowLogs = new FlowLogs(this, deployment, vpc.vpc(), logKey);
        var groups = new SecurityGroups(this, vpc.vpc(), settings, access, connections);
        var loadBalancer = new LoadBalancer(
                this,
                deployment,
                vpc.vpc(),
                groups,
                settings.ipv6Range().isPresent(),
                security.webAclArn(),
                security.accessLogs());
        loadBalancer.createAfter(vpc, flowLogs, groups);
        var reference = loadBalancer.reference();
        var alarms = Alarms.from(this, deployment, security::alarms);
        NetworkAlarms.watchNatGateways(alarms, vpc.natGatewayIds());
        NetworkAlarms.watchLoadBalancer(alarms, reference.fullName());
        output("LoadBalancerDNS", "DNS name of the load balancer", reference.dnsName());
        var publicHostName = reference.dnsName();
        if (settings.accelerator()) {
            publicHostName = new GlobalAccelerator(this, deployment, loadBalancer, access).hostName();
            output("GlobalAcceleratorUrl", "Address through Global Accelerator", access.address(publicHostName));
        }

        StackCleanup.of(this, deployment, Layer.NETWORK, () -> security.functionSupport(logKey, security.alertKey()));
        var outputs = new NetworkOutputs(vpc.vpc(), groups.asOutputs(), reference, publicHostName);
        NetworkOutputs.contract(zones, connections.exportsFiles()).publish(outputs, this, deployment);
    }

    /**
     * The zones by position in the region, so that nothing is looked up when templates are made: the account need not be
     * known, and the same settings give the same template everywhere.
     */
    @Override
    public List<String> getAvailabilityZones() {
        return IntStream.range(0, zones)
                .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                .toList();
    }
}

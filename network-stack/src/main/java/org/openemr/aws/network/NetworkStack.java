package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.NetworkSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** VPC with flow logs, where it is the deployment's own, security groups with all their rules, load balancer and optional accelerator. */
public final class NetworkStack extends LayerStack {

    private final NetworkSettings settings;

    public NetworkStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            NetworkSettings settings,
            Features features) {
        super(scope, Layer.NETWORK, deployment, environment);
        this.settings = settings;
        var security = SecurityOutputs.read(this, deployment);

        var network = settings.given()
                .<Network>map(given -> new GivenVpc(this, given))
                .orElseGet(() -> new OpenEmrVpc(this, deployment, settings, security.functionSupport()));
        var groups = new SecurityGroups(this, network.vpc(), settings, features);
        var loadBalancer = new LoadBalancer(this, deployment, network, groups, settings, features, security);
        groups.endpoints()
                .ifPresent(group -> new ServiceEndpoints(
                        this,
                        deployment,
                        network.vpc(),
                        group,
                        security.functionSupport(),
                        features,
                        settings.natGateways() > 0));
        loadBalancer.createAfter(network.parts(), groups);
        var publicHostName = features.accelerator()
                ? new GlobalAccelerator(this, deployment, loadBalancer, features.access()).hostName()
                : loadBalancer.dnsName();

        var alarms = Alarms.from(this, deployment, security::alarms);
        NetworkAlarms.watchNatGateways(alarms, network.natGatewayIds());
        NetworkAlarms.watchLoadBalancer(alarms, loadBalancer.fullName());
        if (features.signInFirst()) {
            NetworkAlarms.watchSignIn(alarms, loadBalancer.fullName());
        }
        StackCleanup.of(this, deployment, Layer.NETWORK, security::functionSupport);

        var publication = new Publication(this, deployment).add(NetworkContract.PUBLIC_HOST_NAME, publicHostName);
        network.publish(publication);
        groups.publish(publication);
        loadBalancer.publish(publication);
        output("LoadBalancerDNS", "DNS name of the load balancer", loadBalancer.dnsName());
        if (features.accelerator()) {
            output(
                    "GlobalAcceleratorUrl",
                    "Address through Global Accelerator",
                    features.access().address(publicHostName));
        }
    }

    /** The account need not be known, and the same settings give the same template everywhere. */
    @Override
    public List<String> getAvailabilityZones() {
        return settings.zoneNames().isEmpty()
                ? NetworkOutputs.availabilityZones(settings.zones())
                : settings.zoneNames();
    }
}

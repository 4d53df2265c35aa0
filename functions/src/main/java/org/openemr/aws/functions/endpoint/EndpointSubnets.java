package org.openemr.aws.functions.endpoint;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Finds the subnets in which an interface endpoint can be placed: a service is not offered in every zone, and which zones
 * an account's names stand for is known in the account only, see <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html">VPC endpoints of Amazon SES</a>.
 */
public final class EndpointSubnets extends CustomResourceHandler {

    private final Ec2Client ec2;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public EndpointSubnets() {
        this(
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: a given client. */
    EndpointSubnets(Ec2Client ec2, EventLog log) {
        super(log);
        this.ec2 = ec2;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var service = request.property("ServiceName");
        var subnets = (List<String>) request.properties().get("Subnets");
        var zones = zonesOf(service);
        var suitable = ec2.describeSubnets(describe -> describe.subnetIds(subnets)).subnets().stream()
                .filter(subnet -> zones.contains(subnet.availabilityZone()))
                .map(Subnet::subnetId)
                .sorted()
                .toList();
        if (suitable.isEmpty()) {
            throw new IllegalStateException(
                    "%s is offered in the zones %s only, and none of the subnets %s is in one of them: set availability_zones to 3, or name zones"
                            .formatted(service, zones.stream().sorted().collect(Collectors.joining(", ")), subnets));
        }
        return new CustomResourceAnswer(
                request.physicalId().orElse(service), Map.of("SubnetIds", String.join(",", suitable)));
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        // It only finds out: nothing was made.
    }

    private Set<String> zonesOf(String service) {
        return ec2.describeVpcEndpointServices(describe -> describe.serviceNames(service)).serviceDetails().stream()
                .map(ServiceDetail::availabilityZones)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }
}

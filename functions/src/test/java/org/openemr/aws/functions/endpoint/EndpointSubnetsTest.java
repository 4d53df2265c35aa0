package org.openemr.aws.functions.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.ec2.Ec2Client;

class EndpointSubnetsTest {

    private static final Map<String, Object> PROPERTIES = Map.of(
            "ServiceName",
            "com.amazonaws.us-east-1.email-smtp",
            "Subnets",
            List.of("subnet-a", "subnet-b", "subnet-c"));

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final EndpointSubnets handler = new EndpointSubnets(
            aws.client(Ec2Client.builder()), new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void subnets() {
        var items = Stream.of("a", "b", "c")
                .map(zone ->
                        "<item><subnetId>subnet-%s</subnetId><availabilityZone>us-east-1%s</availabilityZone></item>"
                                .formatted(zone, zone))
                .collect(Collectors.joining());
        answer("DescribeSubnets", "<subnetSet>" + items + "</subnetSet>");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void findsTheSubnetsInZonesThatOfferTheService() {
        offeredIn("us-east-1c", "us-east-1a", "us-east-1f");

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("Data", Map.of("SubnetIds", "subnet-a,subnet-c"));
    }

    @Test
    void saysWhereTheServiceIsOfferedWhenNoSubnetIsThere() {
        offeredIn("us-east-1d", "us-east-1f");

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("email-smtp", "us-east-1d, us-east-1f", "availability_zones");
    }

    @Test
    void deletesNothing() {
        assertThat(cloudFormation.ask(handler, "Delete", "id", PROPERTIES)).containsEntry("Status", "SUCCESS");
    }

    private void offeredIn(String... zones) {
        var items = Stream.of(zones).map(zone -> "<item>" + zone + "</item>").collect(Collectors.joining());
        answer(
                "DescribeVpcEndpointServices",
                "<serviceDetailSet><item><availabilityZoneSet>" + items
                        + "</availabilityZoneSet></item></serviceDetailSet>");
    }

    private void answer(String action, String content) {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=" + action))
                .willReturn(aResponse().withBody("<%sResponse>%s</%sResponse>".formatted(action, content, action))));
    }
}

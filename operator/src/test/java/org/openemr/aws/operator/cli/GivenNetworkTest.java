package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;

/** What {@code openemr doctor} says of a VPC that somebody else owns. */
class GivenNetworkTest extends OperatorTest {

    private static final String NAT = "<natGatewayId>nat-1</natGatewayId>";
    private static final String INTERNET = "<gatewayId>igw-1</gatewayId>";

    @BeforeEach
    void deployIntoSomebodysVpc() {
        WorkingAws.answer(operator());
        aws().query("GetCallerIdentity", "<Arn>arn:aws:iam::111122223333:user/x</Arn>");
        operator()
                .setting("vpc_id", "null", "\"vpc-00000001\"")
                .setting("private_subnet_ids", "null", "[\"subnet-0000000a\", \"subnet-0000000b\"]")
                .setting("public_subnet_ids", "null", "[\"subnet-0000000c\", \"subnet-0000000d\"]");
        vpc(true);
        subnets("subnet-0000000a", subnet("a", "vpc-00000001", 200) + subnet("b", "vpc-00000001", 200));
        subnets("subnet-0000000c", subnet("a", "vpc-00000001", 8) + subnet("b", "vpc-00000001", 8));
        route("subnet-0000000a", NAT);
        route("subnet-0000000b", NAT);
        route("subnet-0000000c", INTERNET);
        route("subnet-0000000d", INTERNET);
    }

    @Test
    void isReady() {
        assertThat(doctor())
                .contains("given VPC", "pass   vpc-00000001", "us-east-1a, us-east-1b")
                .doesNotContain("quota: VPCs", "quota: elastic IP");
    }

    @Test
    void resolvesNoNames() {
        vpc(false);

        assertThat(doctor()).contains("resolves no names of stores");
    }

    /** Amazon's resolver passes every security group, and no other does. */
    @Test
    void hasNameServersOfItsOwn() {
        aws().ec2("DescribeDhcpOptions", "dopt-1", servers("10.9.0.2"));

        assertThat(doctor()).contains("asks 10.9.0.2 for names");
    }

    @Test
    void hasPublicSubnetsInOtherZonesThanTheTasks() {
        subnets("subnet-0000000c", subnet("a", "vpc-00000001", 8) + subnet("c", "vpc-00000001", 8));

        assertThat(doctor()).contains("are in us-east-1a, us-east-1c, and the private ones in us-east-1a, us-east-1b");
    }

    /** An appliance looks at what comes in. */
    @Test
    void hasAPublicSubnetBehindAFirewall() {
        route("subnet-0000000c", "<gatewayId>vpce-1</gatewayId>");

        assertThat(doctor()).contains("subnet-0000000c reaches the internet by vpce-1");
        assertThat(operator().run("doctor").status()).isZero();
    }

    @Test
    void hasARouteThatLeadsNowhere() {
        route("subnet-0000000b", NAT + "<state>blackhole</state>");

        assertThat(doctor()).contains("subnet-0000000b has no route to the internet");
    }

    @Test
    void hasSubnetsOfAnotherVpc() {
        subnets("subnet-0000000a", subnet("a", "vpc-00000001", 200) + subnet("b", "vpc-00000002", 200));

        assertThat(doctor()).contains("is in vpc-00000002");
    }

    @Test
    void hasSubnetsInOneZone() {
        subnets("subnet-0000000c", subnet("a", "vpc-00000001", 8) + subnet("a", "vpc-00000001", 8));

        assertThat(doctor()).contains("are in us-east-1a", "Name subnets in 2 zones");
    }

    @Test
    void hasTooFewAddresses() {
        subnets("subnet-0000000a", subnet("a", "vpc-00000001", 115) + subnet("b", "vpc-00000001", 200));
        subnets("subnet-0000000c", subnet("a", "vpc-00000001", 7) + subnet("b", "vpc-00000001", 8));

        assertThat(doctor())
                .contains("has 115 free addresses, a first deployment and its largest service need 116")
                .contains("has 7 free addresses, a first deployment and its largest service need 8");
        assertThat(operator().run("doctor").status()).isZero();
    }

    @Test
    void hasAPublicSubnetThatIsNone() {
        route("subnet-0000000d", NAT);

        assertThat(doctor()).contains("subnet-0000000d has no route to an internet gateway");
    }

    @Test
    void hasAPrivateSubnetThatIsPublic() {
        route("subnet-0000000b", INTERNET);

        assertThat(doctor()).contains("subnet-0000000b is public: its route goes to an internet gateway");
    }

    /** The main table is that of a subnet without one of its own. */
    @Test
    void usesTheMainTable() {
        aws().ec2("DescribeRouteTables", "Value.1=subnet-0000000a", "<routeTableSet/>");
        aws().ec2("DescribeRouteTables", "association.main", table(NAT));

        assertThat(doctor()).doesNotContain("fail");
    }

    @Test
    void hasNoWayOut() {
        aws().ec2(
                        "DescribeRouteTables",
                        "Value.1=subnet-0000000a",
                        "<routeTableSet><item><routeSet/></item></routeTableSet>");

        assertThat(doctor()).contains("subnet-0000000a has no route to the internet");
    }

    /** The owner has what tasks need: endpoints of their APIs, and a way to S3 in the subnet's own table. */
    @Test
    void needsNoInternetWhereItsOwnerHasTheEndpoints() {
        operator().setting("image_mirror", "false", "true");
        var nowhere = "<routeTableSet><item><routeSet>%s</routeSet></item></routeTableSet>";
        aws().ec2("DescribeRouteTables", "Value.1=subnet-0000000a", nowhere.formatted(""));
        aws().ec2("DescribeVpcEndpoints", "vpc-00000001", endpoints("ecr.api", "ecr.dkr", "logs"));

        assertThat(doctor())
                .contains(
                        "subnet-0000000a has neither a route to the internet nor endpoints of ecs, elasticache, s3, secretsmanager, ssm, states");

        aws().ec2(
                        "DescribeVpcEndpoints",
                        "vpc-00000001",
                        endpoints("ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"));

        assertThat(doctor()).contains("nor endpoints of ecs, elasticache, s3, states");

        operator().setting("credential_rotation_days", "90", "0");

        assertThat(doctor()).contains("nor endpoints of s3");

        aws().ec2(
                        "DescribeRouteTables",
                        "Value.1=subnet-0000000a",
                        nowhere.formatted("<item><destinationPrefixListId>pl-1</destinationPrefixListId>"
                                + "<gatewayId>vpce-2</gatewayId><state>active</state></item>"));

        assertThat(doctor()).doesNotContain("fail");
    }

    @Test
    void namesABoundaryThatIsMissing() {
        operator().setting("permissions_boundary_arn", "null", "\"arn:aws:iam::111122223333:policy/boundary\"");
        aws().query("GetPolicy", LocalAws.xmlError("NoSuchEntity", "no"));

        assertThat(doctor()).contains("arn:aws:iam::111122223333:policy/boundary is missing");
    }

    @Test
    void hasNoIpv6() {
        operator().withCertificate().setting("security_group_ip_range_ipv6", "null", "\"2001:db8::/32\"");

        assertThat(doctor()).contains("has no IPv6 block");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeVpcs",
                "DescribeVpcAttribute",
                "DescribeDhcpOptions",
                "DescribeSubnets",
                "DescribeRouteTables"
            })
    void goesOnWhereItMayNotLook(String operation) {
        aws().fails(operation, "UnauthorizedOperation", "You are not authorized to perform this operation.");

        assertThat(doctor()).contains("cannot be looked at", "quota: Fargate vCPU");
    }

    @Test
    void looksForTheBootstrapOfTheQualifier() {
        operator().setting("bootstrap_qualifier", "null", "\"team7\"");
        aws().json("AmazonSSM.GetParameter", LocalAws.error("ParameterNotFound", "no"));

        assertThat(doctor()).contains("npx cdk bootstrap --qualifier team7 --toolkit-stack-name CDKToolkit-team7");
        assertThat(aws().bodiesOf("GetParameter")).anyMatch(body -> body.contains("/cdk-bootstrap/team7/version"));
    }

    private String doctor() {
        return operator().run("doctor").out();
    }

    private void vpc(boolean dns) {
        aws().ec2(
                        "DescribeVpcs",
                        "vpc-00000001",
                        "<vpcSet><item><vpcId>vpc-00000001</vpcId><dhcpOptionsId>dopt-1</dhcpOptionsId></item></vpcSet>");
        aws().ec2("DescribeDhcpOptions", "dopt-1", servers("AmazonProvidedDNS"));
        aws().ec2(
                        "DescribeVpcAttribute",
                        "enableDnsSupport",
                        "<enableDnsSupport><value>true</value></enableDnsSupport>");
        aws().ec2(
                        "DescribeVpcAttribute",
                        "enableDnsHostnames",
                        "<enableDnsHostnames><value>%s</value></enableDnsHostnames>".formatted(dns));
    }

    private static String servers(String server) {
        return """
                <dhcpOptionsSet><item><dhcpConfigurationSet><item><key>domain-name-servers</key>
                <valueSet><item><value>%s</value></item></valueSet></item></dhcpConfigurationSet></item></dhcpOptionsSet>""".formatted(server);
    }

    private static String endpoints(String... services) {
        return Stream.of(services)
                .map(service ->
                        "<item><serviceName>com.amazonaws.us-east-1.%s</serviceName><state>available</state><privateDnsEnabled>true</privateDnsEnabled></item>"
                                .formatted(service))
                .collect(Collectors.joining("", "<vpcEndpointSet>", "</vpcEndpointSet>"));
    }

    private void subnets(String first, String items) {
        aws().ec2("DescribeSubnets", first, "<subnetSet>" + items + "</subnetSet>");
    }

    private static String subnet(String zone, String vpc, int free) {
        return """
                <item><subnetId>subnet-in-%1$s</subnetId><vpcId>%2$s</vpcId><availabilityZone>us-east-1%1$s</availabilityZone>
                <availableIpAddressCount>%3$d</availableIpAddressCount></item>""".formatted(zone, vpc, free);
    }

    private void route(String subnet, String target) {
        aws().ec2("DescribeRouteTables", "Value.1=" + subnet, table(target));
    }

    private static String table(String target) {
        return "<routeTableSet><item><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>%s</item></routeSet></item></routeTableSet>"
                .formatted(target);
    }
}

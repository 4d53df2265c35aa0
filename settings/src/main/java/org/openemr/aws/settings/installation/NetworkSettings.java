package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import inet.ipaddr.IPAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.Choice;
import org.openemr.aws.settings.CidrBlocks;
import org.openemr.aws.settings.ListOfTexts;
import org.openemr.aws.settings.PrivateAddresses;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.VpcCidr;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of NetworkStack.
 *
 * @param given the VPC to deploy into, when it is not the deployment's own
 * @param vpcCidr the IPv4 block of the VPC
 * @param zones the number of availability zones
 * @param zoneNames their names; none are the first ones that the account has
 * @param natGateways the number of NAT gateways
 * @param vpcEndpoints whether tasks reach AWS's APIs inside the VPC
 * @param ipv4Ranges who may connect over IPv4
 * @param ipv6Ranges who may connect over IPv6
 * @param scheme whether the load balancer has public addresses
 * @param idleTimeout the seconds that the load balancer waits for the next byte, from 60 to 4000
 * @param accelerator whether Global Accelerator stands in front of the load balancer
 * @param certificateArn the certificate of the load balancer
 * @param tlsPolicy the security policy of the load balancer, by AWS's name
 * @param siteHostName the name that users type, when it is not the one that the domain gives
 */
public record NetworkSettings(
        Optional<GivenNetwork> given,
        String vpcCidr,
        int zones,
        List<String> zoneNames,
        int natGateways,
        boolean vpcEndpoints,
        List<String> ipv4Ranges,
        List<String> ipv6Ranges,
        LoadBalancerScheme scheme,
        int idleTimeout,
        boolean accelerator,
        Optional<String> certificateArn,
        String tlsPolicy,
        Optional<String> siteHostName) {

    /** The least availability zones that an installation spans. */
    public static final int LEAST_ZONES = 2;

    /** The most availability zones that an installation can span. */
    public static final int MOST_ZONES = 3;

    private static final String NOT_OURS = "is not ours to choose in the VPC that vpc_id names";

    static final Setting<IPAddress> VPC_CIDR = Setting.optional(
            "vpc_cidr",
            new VpcCidr(),
            "",
            "10.0.0.0/16",
            "Addresses of the VPC, where it is the deployment's own. Choose before the first deployment.");

    static final Setting<Long> AVAILABILITY_ZONES = Setting.of(
            "availability_zones",
            new WholeNumber(LEAST_ZONES, MOST_ZONES),
            "count",
            2L,
            "Zones the installation spans; subnets, mount targets and tasks follow. Addresses for three are reserved.");

    static final Setting<List<String>> ZONE_NAMES = Setting.optional(
            "availability_zone_names",
            new ListOfTexts(Text.of("zone", "[a-z]{2}(-[a-z]+)+-[0-9][a-z]", "the name of a zone, such as us-east-1a")),
            "",
            "the first ones of the account",
            "As many as `availability_zones`, for an account whose first zones lack a service, such as Amazon SES or"
                    + " SageMaker. Choose before the first deployment; a third may be added.");

    static final Setting<Long> NAT_GATEWAYS = Setting.optional(
            "nat_gateways",
            new WholeNumber(0, MOST_ZONES),
            "count",
            "as availability_zones",
            "At most one for each zone: fewer cost less and tie the zones together. Without any, nothing inside reaches the internet: needs"
                    + " `enable_vpc_endpoints` and `image_mirror`.");

    static final Setting<Boolean> VPC_ENDPOINTS = Setting.of(
            "enable_vpc_endpoints",
            YES_NO,
            "",
            false,
            "Endpoints inside the VPC for what tasks need to start and to log: ECR, CloudWatch Logs, Secrets Manager, Systems Manager.");

    static final Setting<List<IPAddress>> IPV4_RANGES = Setting.optional(
            "security_group_ip_range_ipv4",
            CidrBlocks.IPV4,
            "",
            "closed",
            "Who reaches the load balancer over IPv4, one block or several; 0.0.0.0/0 is everybody.");

    static final Setting<List<IPAddress>> IPV6_RANGES = Setting.optional(
            "security_group_ip_range_ipv6",
            CidrBlocks.IPV6,
            "",
            "closed",
            "Who reaches the load balancer over IPv6, one block or several; makes the load balancer dual-stack.");

    /**
     * From a load balancer's default to its most: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">attributes</a>.
     */
    static final Setting<Long> IDLE_TIMEOUT = Setting.of(
            "load_balancer_idle_timeout",
            new WholeNumber(60, 4000),
            "seconds",
            300L,
            "A page that takes longer before its first byte is answered with 504: raise it for reports that run for long.");

    static final Setting<LoadBalancerScheme> SCHEME = Setting.of(
            "load_balancer_scheme",
            new Choice<>(LoadBalancerScheme.class),
            "",
            LoadBalancerScheme.INTERNET_FACING,
            "Whether the load balancer has public addresses, or private ones only, for a practice behind a VPN. Choose before the first"
                    + " deployment: another scheme is another load balancer.");

    static final Setting<Boolean> ALLOW_INSECURE_HTTP = Setting.of(
            "allow_insecure_http",
            YES_NO,
            "",
            false,
            "Lets a range reach plain HTTP when there is neither `certificate_arn` nor `route53_domain`: for trials"
                    + " without patients' data.");

    static final Setting<Boolean> GLOBAL_ACCELERATOR = Setting.of(
            "enable_global_accelerator", YES_NO, "", false, "Global Accelerator in front of the load balancer.");

    static final Setting<String> CERTIFICATE_ARN = Setting.optional(
            "certificate_arn",
            Text.of(
                    "certificate ARN",
                    "arn:aws[a-z-]*:acm:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:certificate/[A-Za-z0-9-]{1,64}",
                    "the ARN of an ACM certificate in the region of the deployment"),
            "",
            "none",
            "HTTPS with this certificate; wins over the certificate of `route53_domain`.");

    static final Setting<String> TLS_POLICY = Setting.optional(
            "tls_policy",
            TlsPolicy.NAME,
            "",
            TlsPolicy.recommendedIn(Optional.empty()) + ", in GovCloud its FIPS form",
            "Which versions and ciphers of TLS the load balancer accepts. A device whose TLS 1.2 knows CBC ciphers only needs one without"
                    + " Res in its name.");

    static final Setting<String> SITE_HOST_NAME = Setting.optional(
            "site_host_name",
            Text.DOMAIN_NAME,
            "",
            "openemr.<domain>, or the load balancer's own name",
            "The name that users type. Below `route53_domain` it gets the record, so that two deployments share a domain;"
                    + " with `certificate_arn` alone, point it at the load balancer yourself.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "network-stack",
            GivenNetwork.VPC_ID,
            GivenNetwork.PRIVATE_SUBNET_IDS,
            GivenNetwork.PUBLIC_SUBNET_IDS,
            VPC_CIDR,
            AVAILABILITY_ZONES,
            ZONE_NAMES,
            NAT_GATEWAYS,
            VPC_ENDPOINTS,
            IPV4_RANGES,
            IPV6_RANGES,
            SCHEME,
            IDLE_TIMEOUT,
            ALLOW_INSECURE_HTTP,
            GLOBAL_ACCELERATOR,
            CERTIFICATE_ARN,
            TLS_POLICY,
            SITE_HOST_NAME);

    /**
     * Reads the settings and the rules between them.
     *
     * @param domain the domain of the site, which brings a certificate of its own
     * @param region the region of the deployment, when it is known
     */
    public static NetworkSettings read(SettingsReader reader, Optional<String> domain, Optional<String> region) {
        var zones = reader.read(AVAILABILITY_ZONES).intValue();
        var natGateways = reader.readOptional(NAT_GATEWAYS).map(Long::intValue).orElse(zones);
        if (reader.areValid(AVAILABILITY_ZONES, NAT_GATEWAYS) && natGateways > zones) {
            reader.reject(NAT_GATEWAYS, "is more than availability_zones", "choose at most " + zones);
        }
        var scheme = reader.read(SCHEME);
        var given = GivenNetwork.read(reader, zones, scheme);
        given.ifPresent(network -> refuseWhatIsTheOwners(reader));
        var vpcEndpoints = vpcEndpoints(reader, given.isPresent(), region);
        var zoneNames = zoneNames(reader, zones, region);
        var ipv4Ranges = ranges(reader, IPV4_RANGES, scheme);
        var ipv6Ranges = ranges(reader, IPV6_RANGES, scheme);
        if (ipv4Ranges.isEmpty() && ipv6Ranges.isEmpty() && reader.areValid(IPV4_RANGES, IPV6_RANGES)) {
            reader.warn(IPV4_RANGES, "is closed, and so is IPv6: nobody reaches the site until `openemr access allow`");
        }
        var certificateArn = certificate(reader, region);
        var insecureHttp = reader.read(ALLOW_INSECURE_HTTP);
        if (certificateArn.isEmpty() && domain.isEmpty() && !insecureHttp && reader.areValid(CERTIFICATE_ARN)) {
            rejectPlainHttp(reader, IPV4_RANGES, ipv4Ranges);
            rejectPlainHttp(reader, IPV6_RANGES, ipv6Ranges);
        }
        return new NetworkSettings(
                given,
                reader.readOptional(VPC_CIDR).map(IPAddress::toCanonicalString).orElse(VPC_CIDR.whenAbsent()),
                zones,
                zoneNames,
                natGateways,
                vpcEndpoints,
                ipv4Ranges,
                ipv6Ranges,
                scheme,
                reader.read(IDLE_TIMEOUT).intValue(),
                accelerator(reader, scheme, region),
                certificateArn,
                reader.readOptional(TLS_POLICY).orElse(TlsPolicy.recommendedIn(region)),
                siteHostName(reader, domain, certificateArn.isPresent()));
    }

    /** Without a NAT gateway, what tasks need must be inside. */
    void refuseNoWayOut(SettingsReader reader, boolean imageMirror, boolean analytics) {
        if (natGateways > 0) {
            return;
        }
        if (!vpcEndpoints || !imageMirror) {
            reader.reject(
                    NAT_GATEWAYS,
                    "leaves tasks without the image and without AWS's APIs",
                    "set enable_vpc_endpoints and image_mirror, or have a gateway");
        }
        if (analytics) {
            reader.reject(
                    NAT_GATEWAYS,
                    "leaves SageMaker Studio without its packages",
                    "leave create_serverless_analytics_environment off, or have a gateway");
        }
    }

    /** Whether a block admits every address. */
    public boolean isOpenToEverybody() {
        return ipv4Ranges.contains("0.0.0.0/0") || ipv6Ranges.contains("::/0");
    }

    private static List<String> zoneNames(SettingsReader reader, int zones, Optional<String> region) {
        var names = reader.readOptional(ZONE_NAMES).orElse(List.of());
        if (!names.isEmpty() && names.size() != zones && reader.areValid(AVAILABILITY_ZONES)) {
            reader.reject(
                    ZONE_NAMES,
                    "names %d zones, and availability_zones is %d".formatted(names.size(), zones),
                    "name as many as availability_zones");
        }
        names.stream()
                .filter(name -> region.isPresent()
                        && !name.substring(0, name.length() - 1).equals(region.get()))
                .findFirst()
                .ifPresent(name -> reader.reject(
                        ZONE_NAMES, "has " + name + " of another region", "name zones of " + region.orElseThrow()));
        return names;
    }

    private static List<String> ranges(
            SettingsReader reader, Setting<List<IPAddress>> setting, LoadBalancerScheme scheme) {
        var blocks = reader.readOptional(setting).orElse(List.of());
        if (blocks.stream().anyMatch(block -> block.getNetworkPrefixLength() == 0)) {
            reader.warn(
                    setting,
                    scheme == LoadBalancerScheme.INTERNAL
                            ? "everybody who has a way into the VPC reaches the load balancer"
                            : "everybody on the internet reaches the load balancer");
        }
        if (scheme == LoadBalancerScheme.INTERNET_FACING) {
            blocks.stream()
                    .filter(PrivateAddresses::have)
                    .forEach(block -> reader.warn(
                            setting,
                            "admits nobody by %s: whoever comes over the internet has a public address there"
                                    .formatted(block)));
        }
        return blocks.stream().map(IPAddress::toCanonicalString).toList();
    }

    /** Gateways and zones of a given network are there already. */
    private static void refuseWhatIsTheOwners(SettingsReader reader) {
        Stream.of(NAT_GATEWAYS, ZONE_NAMES)
                .filter(setting -> reader.readOptional(setting).isPresent())
                .forEach(setting -> reader.reject(setting, NOT_OURS, "remove the key"));
    }

    private static boolean vpcEndpoints(SettingsReader reader, boolean isGiven, Optional<String> region) {
        boolean wanted = reader.read(VPC_ENDPOINTS);
        if (wanted && isGiven) {
            reader.reject(
                    VPC_ENDPOINTS,
                    NOT_OURS + ", where they would answer for everybody and admit our tasks alone",
                    "leave it off; its owner can have them");
        }
        // Endpoints have other names there.
        if (wanted && region.filter(name -> name.startsWith("cn-")).isPresent()) {
            reader.reject(VPC_ENDPOINTS, "is not known in the regions of China", "leave it off");
        }
        return wanted;
    }

    private static boolean accelerator(SettingsReader reader, LoadBalancerScheme scheme, Optional<String> region) {
        boolean wanted = reader.read(GLOBAL_ACCELERATOR);
        if (wanted && scheme == LoadBalancerScheme.INTERNAL) {
            reader.reject(
                    GLOBAL_ACCELERATOR,
                    "would make an internal load balancer public",
                    "leave it off, or set load_balancer_scheme to internet-facing");
        }
        if (wanted && region.filter(name -> !Regions.isCommercial(name)).isPresent()) {
            reader.reject(
                    GLOBAL_ACCELERATOR,
                    "needs AWS Global Accelerator, which the partition of " + region.orElseThrow() + " does not have",
                    "leave it off");
        }
        return wanted;
    }

    private static Optional<String> certificate(SettingsReader reader, Optional<String> region) {
        var arn = reader.readOptional(CERTIFICATE_ARN);
        var certificateRegion = arn.map(value -> value.split(":", -1)[3]);
        if (region.isPresent() && certificateRegion.isPresent() && !certificateRegion.equals(region)) {
            reader.reject(
                    CERTIFICATE_ARN,
                    "is a certificate of another region",
                    "request or import a certificate in " + region.get() + ", where the load balancer is");
        }
        return arn;
    }

    /** The certificate of a domain is for one label below it, and its zone has the record. */
    private static Optional<String> siteHostName(
            SettingsReader reader, Optional<String> domain, boolean hasCertificate) {
        var name = reader.readOptional(SITE_HOST_NAME);
        if (name.isPresent() && domain.isEmpty() && !hasCertificate && reader.areValid(CERTIFICATE_ARN)) {
            reader.reject(
                    SITE_HOST_NAME,
                    "is the name of no certificate",
                    "set certificate_arn or route53_domain, or remove the key");
        }
        name.flatMap(given -> domain.filter(zone -> !isBelow(given, zone, hasCertificate)))
                .ifPresent(zone -> reader.reject(
                        SITE_HOST_NAME,
                        "is not a name below route53_domain with its certificate",
                        "choose one label before ." + zone + ", or more with a certificate_arn for the name"));
        return name;
    }

    private static boolean isBelow(String name, String domain, boolean hasCertificate) {
        var end = "." + domain;
        return name.endsWith(end)
                && (hasCertificate
                        || !name.substring(0, name.length() - end.length()).contains("."));
    }

    private static void rejectPlainHttp(SettingsReader reader, Setting<?> setting, List<String> ranges) {
        if (ranges.isEmpty()) {
            return;
        }
        reader.reject(
                setting,
                "would open plain HTTP, which carries patients' data in clear",
                "set certificate_arn or route53_domain, or for a trial without patients' data allow_insecure_http");
    }
}

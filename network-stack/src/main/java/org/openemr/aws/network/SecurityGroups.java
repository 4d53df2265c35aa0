package org.openemr.aws.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.LoadBalancerScheme;
import org.openemr.aws.settings.installation.NetworkSettings;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * All security groups and every rule between them. Groups are stateful, so a rule allows the answers too; what is not
 * listed here is closed.
 */
final class SecurityGroups extends Construct {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SMTP_SUBMISSION = 587;
    private static final int MYSQL = 3306;
    private static final int VALKEY = 6379;
    private static final int VALKEY_READS = 6380;
    private static final int NFS = 2049;

    private final IVpc vpc;
    private final ISecurityGroup loadBalancer;
    private final ISecurityGroup tasks;
    private final ISecurityGroup database;
    private final ISecurityGroup cache;
    private final ISecurityGroup sitesFileSystem;
    private final ISecurityGroup sslFileSystem;
    private final Optional<ISecurityGroup> exportTask;
    private final Optional<ISecurityGroup> endpoints;

    SecurityGroups(Construct scope, IVpc vpc, NetworkSettings settings, Features features) {
        super(scope, "SecurityGroups");
        this.vpc = vpc;
        loadBalancer = group(
                "LoadBalancer",
                settings.scheme() == LoadBalancerScheme.INTERNAL
                        ? "Internal load balancer"
                        : "Internet-facing load balancer");
        tasks = group("Tasks", "OpenEMR, set-up and TLS material tasks");
        database = group("Database", "Aurora cluster");
        cache = group("Cache", "Valkey cache");
        sitesFileSystem = group("SitesFileSystem", "File system of documents and configuration");
        sslFileSystem = group("SslFileSystem", "File system of certificates");

        openToClients(settings, features.access());
        rulesBetweenGroups().forEach(Rule::apply);
        tasks.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Image registry, AWS APIs and certificate authorities");
        openToMailServers(settings, features);
        if (features.signInFirst()) {
            loadBalancer.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Provider that people sign in at");
        }
        exportTask = features.analytics() ? Optional.of(exportTask()) : Optional.empty();
        endpoints = features.vpcEndpoints() || watchesTasks(features) ? Optional.of(endpointGroup()) : Optional.empty();
    }

    void publish(Publication publication) {
        publication
                .add(NetworkContract.LOAD_BALANCER_GROUP_ID, loadBalancer.getSecurityGroupId())
                .add(NetworkContract.TASK_GROUP_ID, tasks.getSecurityGroupId())
                .add(NetworkContract.DATABASE_GROUP_ID, database.getSecurityGroupId())
                .add(NetworkContract.CACHE_GROUP_ID, cache.getSecurityGroupId())
                .add(NetworkContract.SITES_GROUP_ID, sitesFileSystem.getSecurityGroupId())
                .add(NetworkContract.SSL_GROUP_ID, sslFileSystem.getSecurityGroupId());
        exportTask.ifPresent(
                group -> publication.add(NetworkContract.EXPORT_TASK_GROUP_ID, group.getSecurityGroupId()));
    }

    /** Of the endpoints of AWS's APIs, when there are any. */
    Optional<ISecurityGroup> endpoints() {
        return endpoints;
    }

    ISecurityGroup loadBalancer() {
        return loadBalancer;
    }

    private List<Rule> rulesBetweenGroups() {
        return List.of(
                new Rule(loadBalancer, tasks, HTTPS, "Requests of clients"),
                new Rule(tasks, database, MYSQL, "SQL over TLS"),
                new Rule(tasks, cache, VALKEY, "Sessions over TLS"),
                new Rule(tasks, cache, VALKEY_READS, "Sessions over TLS from replicas"),
                new Rule(tasks, sitesFileSystem, NFS, "Documents and configuration"),
                new Rule(tasks, sslFileSystem, NFS, "Certificates"));
    }

    /** Opens the listener's port to the given ranges, and with HTTPS the port that redirects; else nobody connects. */
    private void openToClients(NetworkSettings settings, SiteAccess access) {
        var ports = access.ports();
        settings.ipv4Ranges().stream().map(Peer::ipv4).forEach(range -> open(range, ports));
        settings.ipv6Ranges().stream().map(Peer::ipv6).forEach(range -> open(range, ports));
        if (settings.isOpenToEverybody()) {
            Accepted.finding(
                    loadBalancer,
                    "AwsSolutions-EC23",
                    "The administrator opened the site to everybody by setting; the web ACL filters and limits requests.");
        }
    }

    /** Whether agents of GuardDuty, in tasks, report through an endpoint of our own: one that it makes would keep the VPC from going. */
    static boolean watchesTasks(Features features) {
        return features.threatDetection() && features.ownVpc();
    }

    /** Tasks reach them by what they may reach on port 443 anyway. */
    private ISecurityGroup endpointGroup() {
        var group = group("ServiceEndpoints", "Endpoints of AWS APIs");
        Stream.concat(Stream.of(tasks), exportTask.stream())
                .forEach(client -> group.addIngressRule(client, Port.tcp(HTTPS), "Calls of AWS APIs"));
        return group;
    }

    /** Reads documents and nothing else: neither database, cache nor certificates admit it. */
    private ISecurityGroup exportTask() {
        var group = group("ExportTask", "Task that copies documents for analysis");
        new Rule(group, sitesFileSystem, NFS, "Documents to copy").apply();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Image registry and S3");
        return group;
    }

    /** The SMTP endpoint is a later layer's; it admits the tasks by group, and is somewhere in a VPC of our own. */
    private void openToMailServers(NetworkSettings settings, Features features) {
        if (features.mailToAnybody()) {
            tasks.addEgressRule(Peer.anyIpv4(), Port.tcp(SMTP_SUBMISSION), "Mail submission, by open_smtp_port");
        }
        if (features.mail() && features.ownVpc()) {
            tasks.addEgressRule(
                    Peer.ipv4(settings.vpcCidr()), Port.tcp(SMTP_SUBMISSION), "Mail submission to the SMTP endpoint");
        } else if (features.mail() && !features.mailToAnybody()) {
            tasks.addEgressRule(Peer.anyIpv4(), Port.tcp(SMTP_SUBMISSION), "Mail submission to Amazon SES");
        }
    }

    private void open(IPeer range, List<Integer> ports) {
        ports.forEach(port ->
                loadBalancer.addIngressRule(range, Port.tcp(port), port == HTTP ? "Clients, HTTP" : "Clients, HTTPS"));
    }

    private ISecurityGroup group(String id, String description) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
    }

    /** Lets one group open connections to another on one port. */
    private record Rule(ISecurityGroup from, ISecurityGroup to, int port, String why) {

        void apply() {
            to.addIngressRule(from, Port.tcp(port), why);
            from.addEgressRule(to, Port.tcp(port), why);
        }
    }
}

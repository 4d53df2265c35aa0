package org.openemr.aws.operator.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.plan.Template;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.MetricInfo;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Whether the account has room for what the deployment needs more than it has: what others use is taken off. */
final class QuotaChecks {

    private static final double VCPU = 1024;
    private static final double MOST_TASKS = 100;
    private static final double ZONES = 2;
    private static final double MESSAGES_AT_ONCE = 5;
    private static final double PLACES_FOR_OTHERS = 100;
    private static final String CONCURRENCY = "L-B99A9384";

    /** Usage is counted every few minutes. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final Aws aws;
    private final Configuration configuration;
    private final Clock clock;

    QuotaChecks(Aws aws, Configuration configuration, Clock clock) {
        this.aws = aws;
        this.configuration = configuration;
        this.clock = clock;
    }

    List<Look> looks() {
        var looks = new ArrayList<>(List.of(Look.at("quota: Fargate vCPU", this::fargate)));
        if (configuration.text("vpc_id").isEmpty()) {
            looks.add(Look.at("quota: elastic IP addresses", this::addresses));
            looks.add(Look.at("quota: VPCs", this::vpcs));
        }
        if (configuration.text("email_forwarding_address").isPresent() && reservedPlaces() > 0) {
            looks.add(Look.at("quota: Lambda concurrency", this::places));
        }
        return looks;
    }

    /**
     * Lambda refuses what would leave functions that reserve nothing less: <a
     * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">reserved concurrency</a>. What the deployment
     * reserves already it may keep.
     */
    private Finding places() {
        var what = "quota: Lambda concurrency";
        var limits = aws.client(LambdaClient.builder()).getAccountSettings().accountLimit();
        var free = limits.unreservedConcurrentExecutions() + placesOfTheDeployment();
        var needed = PLACES_FOR_OTHERS + reservedPlaces();
        var detail = "%.0f of %d are not reserved by others, and %.0f are needed for mail_forwarder_concurrency"
                .formatted(free, limits.concurrentExecutions(), needed);
        return free >= needed
                ? Finding.pass(what, detail)
                : Finding.fail(
                        what,
                        detail,
                        "Set mail_forwarder_concurrency to 0 for now, and ask for more in Service Quotas, code "
                                + CONCURRENCY);
    }

    private double placesOfTheDeployment() {
        return new Stacks(aws.client(CloudFormationClient.builder()))
                .template(configuration.names().stackName(Layer.DNS))
                .map(Template::parse)
                .map(template -> template.resources().values().stream()
                        .mapToDouble(resource -> resource.at("/Properties/ReservedConcurrentExecutions")
                                .asDouble())
                        .sum())
                .orElse(0.0);
    }

    private double reservedPlaces() {
        return configuration.number("mail_forwarder_concurrency", MESSAGES_AT_ONCE);
    }

    /** A deployment without this much can neither grow to its most tasks nor replace them. */
    private Finding fargate() {
        var cpu = configuration.number("openemr_service_fargate_cpu", VCPU) / VCPU;
        var most = configuration.number("openemr_service_fargate_maximum_capacity", MOST_TASKS);
        var quota = quota("fargate", "L-3032A538");
        var needed = cpu * (most - runningTasks());
        return finding("quota: Fargate vCPU", quota, used(quota), needed, Finding::warn);
    }

    private Finding addresses() {
        return own(
                "quota: elastic IP addresses",
                quota("ec2", "L-0263D0A3"),
                configuration.number("nat_gateways", configuration.number("availability_zones", ZONES)),
                () -> aws.client(Ec2Client.builder())
                        .describeAddresses()
                        .addresses()
                        .size());
    }

    private Finding vpcs() {
        return own(
                "quota: VPCs",
                quota("vpc", "L-F678F1CE"),
                1,
                () -> aws.client(Ec2Client.builder()).describeVpcsPaginator().vpcs().stream()
                        .count());
    }

    /** What NetworkStack has once it is there: without room for it, the deployment fails. */
    private Finding own(String what, ServiceQuota quota, double needed, DoubleSupplier used) {
        var isDeployed = new Stacks(aws.client(CloudFormationClient.builder()))
                .find(configuration.names().stackName(Layer.NETWORK))
                .isPresent();
        return isDeployed
                ? Finding.pass(what, "NetworkStack has its own")
                : finding(what, quota, Optional.of(used.getAsDouble()), needed, Finding::fail);
    }

    private static Finding finding(
            String what, ServiceQuota quota, Optional<Double> used, double needed, Otherwise otherwise) {
        var detail = used.map(number -> "%.0f of %.0f used".formatted(number, quota.value()))
                        .orElse("%.0f".formatted(quota.value()))
                + ", this deployment needs up to %.0f more".formatted(needed);
        return quota.value() - used.orElse(0.0) >= needed
                ? Finding.pass(what, detail)
                : otherwise.finding(what, detail, "Ask for more in Service Quotas, code " + quota.quotaCode());
    }

    private ServiceQuota quota(String service, String code) {
        var quota = aws.client(ServiceQuotasClient.builder())
                .getServiceQuota(get -> get.serviceCode(service).quotaCode(code))
                .quota();
        return quota.toBuilder().quotaCode(code).build();
    }

    /** What is used, where AWS counts it. */
    private Optional<Double> used(ServiceQuota quota) {
        return Optional.ofNullable(quota.usageMetric())
                .filter(metric -> metric.metricName() != null)
                .flatMap(this::latest);
    }

    private Optional<Double> latest(MetricInfo metric) {
        var now = clock.instant();
        var statistic = Optional.ofNullable(metric.metricStatisticRecommendation())
                .map(Statistic::fromValue)
                .orElse(Statistic.MAXIMUM);
        return aws
                .client(CloudWatchClient.builder())
                .getMetricStatistics(get -> get.namespace(metric.metricNamespace())
                        .metricName(metric.metricName())
                        .dimensions(metric.metricDimensions().entrySet().stream()
                                .map(entry -> Dimension.builder()
                                        .name(entry.getKey())
                                        .value(entry.getValue())
                                        .build())
                                .toList())
                        .startTime(now.minus(LATELY))
                        .endTime(now)
                        .period((int) LATELY.toSeconds())
                        .statistics(statistic))
                .datapoints()
                .stream()
                .flatMap(point -> Stream.of(point.maximum(), point.sum(), point.average()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Tasks of this deployment that run are used already. */
    private int runningTasks() {
        var values = DeployedValues.read(
                aws.client(SsmClient.builder()),
                configuration.deployment(),
                aws.region().id());
        if (values.find(ComputeContract.CLUSTER_NAME).isEmpty()) {
            return 0;
        }
        return aws
                .client(EcsClient.builder())
                .describeServices(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .services(values.get(ComputeContract.SERVICE_NAME)))
                .services()
                .stream()
                .mapToInt(Service::runningCount)
                .sum();
    }

    /** What a finding is when there is not room enough. */
    @FunctionalInterface
    private interface Otherwise {
        Finding finding(String what, String detail, String remedy);
    }
}

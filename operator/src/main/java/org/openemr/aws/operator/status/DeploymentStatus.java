package org.openemr.aws.operator.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.RotationContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.tasks.Closure;
import org.openemr.aws.operator.tasks.SiteTasks;
import org.openemr.aws.operator.tasks.TaskImage;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Looks at every part of a deployment, from the stacks to the alarms. */
public final class DeploymentStatus {

    /** Layers that a deployment can be whole without. */
    private static final Set<Layer> OPTIONAL =
            Set.of(Layer.DNS, Layer.IDENTITY, Layer.ROTATION, Layer.RECOVERY, Layer.ANALYTICS);

    private static final Duration OLDEST_BACKUP = Duration.ofHours(26);
    private static final Duration OLDEST_TRIAL = Duration.ofDays(40);
    private static final Duration CERTIFICATE_NOTICE = Duration.ofDays(30);
    private static final String RESTORE = "restore";
    private static final String TRY_OUT = "openemr backup verify";
    private static final String STORES = "stores";
    private static final String SEE_LOGS = "openemr logs service";

    private final Aws aws;
    private final DeployedValues values;
    private final Clock clock;

    public DeploymentStatus(Aws aws, DeployedValues values, Clock clock) {
        this.aws = aws;
        this.values = values;
        this.clock = clock;
    }

    /** Everything there is to see, in the order in which values flow. Parts that are not deployed are said to be so. */
    public List<Look> looks() {
        var looks = new ArrayList<Look>(stacks());
        if (values.find(ComputeContract.CLUSTER_NAME).isPresent()) {
            looks.add(new Look(List.of("service", "OpenEMR"), this::service));
            looks.add(Look.at(STORES, this::stores));
        }
        if (values.find(NetworkContract.LOAD_BALANCER_ARN).isPresent()) {
            looks.add(new Look(List.of("targets"), this::targets));
            looks.add(new Look(List.of("certificate"), this::certificates));
        }
        if (values.find(DataContract.DATABASE_IDENTIFIER).isPresent()) {
            looks.add(Look.at("database", this::database));
            looks.add(Look.at("cache", this::cache));
            looks.add(new Look(
                    Store.of(values).stream().map(DeploymentStatus::backupOf).toList(), this::backups));
            var copies = new CopyHealth(values, clock.instant());
            if (!copies.whats().isEmpty()) {
                looks.add(new Look(copies.whats(), () -> copies.look(aws.client(BackupClient.builder()))));
            }
            looks.add(Look.at(RESTORE, this::trial));
        }
        if (values.find(RotationContract.RETIREMENT_MACHINE_ARN).isPresent()
                && values.find(DataContract.DATABASE_USER_SECRET_ARN).isPresent()) {
            looks.add(Look.at("credentials", () -> CredentialHealth.of(aws, values, clock.instant())));
        }
        looks.add(Look.at("alarms", this::alarms));
        return looks;
    }

    private List<Look> stacks() {
        var stacks = new Stacks(aws.client(CloudFormationClient.builder()));
        return Stream.of(Layer.values())
                .map(layer -> Look.at(layer.stackId(), () -> stack(stacks, layer)))
                .toList();
    }

    private static String backupOf(Store store) {
        return "backup of " + store.name();
    }

    private Finding stack(Stacks stacks, Layer layer) {
        var name = values.names().stackName(layer);
        return stacks.find(name)
                .map(stack -> stack(layer, name, stack.stackStatusAsString()))
                .orElseGet(() -> OPTIONAL.contains(layer)
                        ? Finding.pass(layer.stackId(), "not deployed")
                        : Finding.fail(layer.stackId(), "not deployed", "npx cdk deploy " + layer.stackId()));
    }

    private static Finding stack(Layer layer, String name, String status) {
        if (status.contains("FAILED") || (status.contains("ROLLBACK") && !status.endsWith("IN_PROGRESS"))) {
            return Finding.fail(layer.stackId(), status, remedy(layer.stackId(), name, status));
        }
        return status.endsWith("IN_PROGRESS")
                ? Finding.warn(layer.stackId(), status, "Wait for it: openemr status --watch")
                : Finding.pass(layer.stackId(), status);
    }

    /**
     * <a
     * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes">Stack
     * status codes</a>.
     */
    private static String remedy(String stack, String name, String status) {
        return switch (status) {
            case "UPDATE_ROLLBACK_FAILED" -> "Mend what its events name, then: openemr continue-rollback " + stack;
            case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" ->
                "It was never complete: aws cloudformation delete-stack --stack-name %s, then deploy again"
                        .formatted(name);
            default -> "Look at the events of stack " + name + " in CloudFormation, then deploy again";
        };
    }

    private List<Finding> service() {
        var ecs = aws.client(EcsClient.builder());
        var service = ecs
                .describeServices(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .services(values.get(ComputeContract.SERVICE_NAME)))
                .services()
                .stream()
                .findFirst();
        if (service.isEmpty()) {
            return List.of(Finding.fail("service", "does not exist", "npx cdk deploy --exclusively ComputeStack"));
        }
        var found = service.get();
        var rollout = found.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(deployment -> deployment.rolloutStateAsString())
                .findFirst()
                .orElse("UNKNOWN");
        var counts = "%d of %d tasks run, rollout %s".formatted(found.runningCount(), found.desiredCount(), rollout);
        var image = TaskImage.of(ecs, found.taskDefinition());
        var runs =
                found.runningCount() >= found.desiredCount() && found.runningCount() > 0 && !"FAILED".equals(rollout);
        var findings = new ArrayList<>(List.of(
                runs
                        ? Finding.pass("service", counts)
                        : closed("service").orElseGet(() -> Finding.fail("service", counts, SEE_LOGS)),
                Finding.pass("OpenEMR", image)));
        values.find(DataContract.IMAGE_REPOSITORY_NAME)
                .map(repository -> ImageScan.of(aws.client(EcrClient.builder()), repository, image))
                .ifPresent(findings::add);
        return findings;
    }

    /** That no task is meant to run, which is well when it is night, and to be remembered when somebody paused it. */
    private Optional<Finding> closed(String what) {
        return Closure.of(new SiteTasks(aws, values))
                .map(closure -> closure.remedy().isEmpty()
                        ? Finding.pass(what, closure.why())
                        : Finding.warn(what, closure.why(), closure.remedy()));
    }

    private Finding stores() {
        var reported = StoreHealth.of(aws.client(CloudWatchLogsClient.builder()), values, clock.instant());
        return reported.grade() == Finding.Grade.WARN ? closed(STORES).orElse(reported) : reported;
    }

    private List<Finding> targets() {
        var balancers = aws.client(ElasticLoadBalancingV2Client.builder());
        var arn = values.get(NetworkContract.LOAD_BALANCER_ARN);
        var findings = new ArrayList<Finding>();
        for (var group : balancers
                .describeTargetGroupsPaginator(describe -> describe.loadBalancerArn(arn))
                .targetGroups()) {
            var states = balancers
                    .describeTargetHealth(describe -> describe.targetGroupArn(group.targetGroupArn()))
                    .targetHealthDescriptions()
                    .stream()
                    .collect(Collectors.groupingBy(
                            target -> target.targetHealth().stateAsString(), TreeMap::new, Collectors.counting()));
            var counts = states.entrySet().stream()
                    .map(state -> state.getValue() + " " + state.getKey())
                    .collect(Collectors.joining(", "));
            findings.add(
                    states.containsKey("healthy")
                            ? Finding.pass("targets", counts)
                            : closed("targets")
                                    .orElseGet(() ->
                                            Finding.fail("targets", counts.isEmpty() ? "none" : counts, SEE_LOGS)));
        }
        return findings;
    }

    private List<Finding> certificates() {
        var balancers = aws.client(ElasticLoadBalancingV2Client.builder());
        var arn = values.get(NetworkContract.LOAD_BALANCER_ARN);
        return balancers.describeListenersPaginator(describe -> describe.loadBalancerArn(arn)).listeners().stream()
                .flatMap(listener -> listener.certificates().stream())
                .map(certificate -> certificate.certificateArn())
                .distinct()
                .map(this::certificate)
                .toList();
    }

    private Finding certificate(String arn) {
        var certificate = aws.client(AcmClient.builder())
                .describeCertificate(describe -> describe.certificateArn(arn))
                .certificate();
        if (certificate.notAfter() == null) {
            return Finding.fail(
                    "certificate", certificate.statusAsString(), "Finish its validation in AWS Certificate Manager");
        }
        var left = Duration.between(clock.instant(), certificate.notAfter());
        var detail = "%s, %d days left".formatted(certificate.domainName(), left.toDays());
        return left.compareTo(CERTIFICATE_NOTICE) < 0
                ? Finding.warn("certificate", detail, "Renew or import it in AWS Certificate Manager")
                : Finding.pass("certificate", detail);
    }

    private Finding database() {
        var identifier = values.get(DataContract.DATABASE_IDENTIFIER);
        var cluster = aws.client(RdsClient.builder())
                .describeDBClusters(describe -> describe.dbClusterIdentifier(identifier))
                .dbClusters()
                .get(0);
        var detail = "%s, %s, %d instances"
                .formatted(
                        cluster.status(),
                        cluster.engineVersion(),
                        cluster.dbClusterMembers().size());
        if (cluster.dbClusterMembers().isEmpty()) {
            return Finding.fail("database", detail, "Nothing answers: npx cdk deploy --exclusively DataStack");
        }
        return "available".equals(cluster.status())
                ? Finding.pass("database", detail)
                : Finding.warn("database", detail, "Look at the cluster's events in RDS");
    }

    private Finding cache() {
        var name = values.get(DataContract.CACHE_NAME);
        var status = aws.client(ElastiCacheClient.builder())
                .describeServerlessCaches(describe -> describe.serverlessCacheName(name))
                .serverlessCaches()
                .get(0)
                .status();
        return "available".equalsIgnoreCase(status)
                ? Finding.pass("cache", status)
                : Finding.warn("cache", status, "Look at the cache in ElastiCache");
    }

    /** When all recovery points were tried out last. */
    private Finding trial() {
        var latest = TrialRecord.read(
                new Records(aws.client(SsmClient.builder()), values.names().recordRoot()));
        if (latest.isPresent() && !latest.get().passed()) {
            return Finding.fail(
                    RESTORE, "the latest trial failed: " + latest.get().problem(), TRY_OUT);
        }
        var passed = latest.map(TrialRecord::lastPassed).map(Instant::parse);
        if (passed.isEmpty()) {
            return Finding.pass(RESTORE, "never tried out: " + TRY_OUT);
        }
        var age = Duration.between(passed.get(), clock.instant());
        var detail = "tried out %d days ago".formatted(age.toDays());
        return age.compareTo(OLDEST_TRIAL) > 0 ? Finding.warn(RESTORE, detail, TRY_OUT) : Finding.pass(RESTORE, detail);
    }

    /** The latest complete recovery point of each store. */
    private List<Finding> backups() {
        var points = new Backups(aws.client(BackupClient.builder()), values).list();
        return Store.of(values).stream()
                .map(store -> backup(
                        backupOf(store),
                        points.stream()
                                .filter(point -> point.store().equals(store) && point.isComplete())
                                .findFirst()))
                .toList();
    }

    private Finding backup(String what, Optional<RecoveryPoint> latest) {
        if (latest.isEmpty()) {
            return Finding.warn(what, "none yet", "openemr backup create");
        }
        var age = Duration.between(latest.get().created(), clock.instant());
        var detail = "%d hours ago".formatted(age.toHours());
        return age.compareTo(OLDEST_BACKUP) > 0
                ? Finding.fail(what, detail, "openemr backup create, and look at the jobs in AWS Backup")
                : Finding.pass(what, detail);
    }

    private Finding alarms() {
        var ringing = aws
                .client(CloudWatchClient.builder())
                .describeAlarmsPaginator(
                        describe -> describe.alarmNamePrefix(values.names().physicalName(""))
                                .stateValue(StateValue.ALARM))
                .metricAlarms()
                .stream()
                .map(alarm -> alarm.alarmName())
                .collect(Collectors.toCollection(ArrayList::new));
        var ofTasks = SiteAlarms.of(values.names());
        if (ringing.stream().anyMatch(ofTasks::contains) && closed("alarms").isPresent()) {
            ringing.removeAll(ofTasks);
        }
        return ringing.isEmpty()
                ? Finding.pass("alarms", "none rings")
                : Finding.fail("alarms", String.join(", ", ringing), "Each alarm's description says what to do");
    }
}

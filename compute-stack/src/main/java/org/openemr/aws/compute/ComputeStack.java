package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.DnsOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.CertificateAlarms;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.settings.installation.ComputeSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** ECS cluster, set-up and TLS material tasks, the OpenEMR service, its listeners, and what watches them. */
public final class ComputeStack extends LayerStack {

    /** Four windows of 55 minutes: longer than the longest upgrade that the set-up script allows. */
    private static final int SET_UP_WINDOWS = 4;

    public ComputeStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            ComputeSettings settings,
            Features features) {
        super(scope, Layer.COMPUTE, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var access = features.access();
        var network = NetworkOutputs.read(this, deployment, features);
        var data = DataOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, network, data);
        var dns = DnsOutputs.read(this, deployment);
        var siteAddress = access.address(access.domain().isPresent() ? dns.siteHostName() : network.publicHostName());
        var certificateArn =
                access.domainBringsCertificate() ? Optional.of(dns.certificateArn()) : access.certificateArn();

        var functions = security.functionSupport();

        var execSessions = ExecSessions.from(this, deployment, settings, security::accessLogs);
        var cluster = new OpenEmrCluster(this, deployment, upstream.vpc(), upstream.logKey(), execSessions);
        var logs = TaskLogs.create(this, deployment, settings, upstream.logKey());
        var definitions = new TaskDefinitions(deployment, new OpenEmrImage(settings.image()), logs, upstream.dataKey());
        var placement = new TaskRun.Placement(cluster, upstream.vpc(), upstream.taskGroup(), logs.getLogGroupName());
        var runs = new TaskRunProvider(this, deployment, cluster, functions);

        var tlsMaterial = new TlsMaterialTask(this, definitions, upstream.ssl());
        tlsMaterial.renew(deployment, placement, functions.failedEvents());
        var firstTlsMaterial = new TaskRun(
                this, "TlsMaterialRun", runs, placement, tlsMaterial.subject(), 1, Map.of(), Optional.empty());

        var openEmrSettings = new OpenEmrSettings(
                this,
                deployment,
                settings,
                siteAddress,
                features.mail() ? Optional.of(OpenEmrMail.of(dns, upstream.dataKey())) : Optional.empty());
        var setUp = new SetUpTask(this, deployment, definitions, upstream, openEmrSettings);
        var setUpRun = new TaskRun(
                this,
                "SetUpRun",
                runs,
                placement,
                setUp.subject(),
                SET_UP_WINDOWS,
                setUpInputs(openEmrSettings, upstream),
                Optional.of(upstream.backup()));
        setUpRun.getNode().addDependency(firstTlsMaterial.end());

        var listeners = new Listeners(this, upstream.vpc(), network.loadBalancerArn(), certificateArn);
        var service = new OpenEmrService(
                this, deployment, settings, definitions, placement, upstream, listeners.targetGroup());
        service.startAfter(setUpRun.end(), listeners);
        execSessions.ifPresent(sessions -> sessions.acceptOn(service.taskRole()));

        DeploymentEvents.tell(
                new EventNotifications(
                        this,
                        "DeploymentEvents",
                        deployment,
                        security.deploymentEvents(),
                        security.alertKey(),
                        functions.failedEvents()),
                deployment,
                cluster.arn(),
                service.arn(),
                List.of(setUp.subject().family(), tlsMaterial.subject().family()));
        var alarms = Alarms.from(this, deployment, security::alarms);
        if (alarms.areWanted()) {
            var targets = Map.of(
                    "LoadBalancer", network.loadBalancerFullName(),
                    "TargetGroup", listeners.targetGroup().getTargetGroupFullName());
            var tasks = Map.of("ClusterName", cluster.name(), "ServiceName", service.name());
            ServiceAlarms.watchService(alarms, tasks);
            ServiceAlarms.watchTargets(alarms, targets);
            ServiceAlarms.watchTasks(alarms, deployment.physicalName(DeploymentEvents.TASK_FAILED));
            runs.watch(alarms);
            access.certificateArn().ifPresent(given -> CertificateAlarms.watch(alarms, given));
            new ServiceDashboard(
                    this,
                    deployment,
                    new ServiceDashboard.Sources(
                            siteAddress,
                            targets,
                            tasks,
                            data.databaseIdentifier(),
                            data.cacheName(),
                            upstream.sites().getFileSystemId()));
        }

        StackCleanup.of(this, deployment, Layer.COMPUTE, () -> functions);
        new Publication(this, deployment)
                .add(ComputeContract.CLUSTER_NAME, cluster.name())
                .add(ComputeContract.SERVICE_NAME, service.name())
                .add(ComputeContract.LOG_GROUP_NAME, logs.getLogGroupName())
                .add(ComputeContract.SET_UP_FAMILY, setUp.subject().family())
                .add(ComputeContract.SITE_ADDRESS, siteAddress);
        output("ApplicationURL", "Where clients reach OpenEMR", siteAddress);
        output("OpenEMRPasswordSecretARN", "Secret of the administrator", upstream.administratorSecretArn());
        output("ECSClusterName", "ECS cluster", cluster.name());
        output("ECSServiceName", "OpenEMR service", service.name());
        output("StackVersion", "Version of OpenEMR on AWS", ProjectVersion.current());
        output("LogGroupName", "Output of tasks", logs.getLogGroupName());
    }

    /** What set-up writes into the installation: a change runs it again. */
    private static Map<String, String> setUpInputs(OpenEmrSettings settings, Upstream upstream) {
        var inputs = new TreeMap<>(settings.values());
        inputs.put("database", upstream.databaseEndpoint());
        return inputs;
    }
}

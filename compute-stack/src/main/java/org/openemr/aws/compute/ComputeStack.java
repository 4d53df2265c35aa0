package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.CertificateAlarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.EventNotifications;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.ComputeOutputs;
import org.openemr.aws.contracts.outputs.DataOutputs;
import org.openemr.aws.contracts.outputs.DnsOutputs;
import org.openemr.aws.contracts.outputs.NetworkOutputs;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.ComputeSettings;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** ECS cluster, set-up and TLS material tasks, the OpenEMR service, its listeners, and what watches them. */
public final class ComputeStack extends LayerStack {

    /** Four windows of 55 minutes: longer than the longest upgrade that the set-up script allows. */
    private static final int SET_UP_WINDOWS = 4;

    /**
     * Creates the stack.
     *
     * @param access how clients speak to the site
     * @param zones the number of availability zones of the network
     * @param mail whether OpenEMR sends mail through Amazon SES
     */
    public ComputeStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            ComputeSettings settings,
            SiteAccess access,
            int zones,
            boolean mail) {
        super(scope, Layer.COMPUTE, deployment, environment);
        var security = SecurityOutputs.read(this, deployment);
        var network = NetworkOutputs.read(this, deployment, zones);
        var data = DataOutputs.read(this, deployment);
        var upstream = Upstream.read(this, security, network, data);
        var dns = DnsOutputs.read(this, deployment, access, mail);
        var siteAddress = access.address(access.domain().isPresent() ? dns.siteHostName() : network.publicHostName());
        var certificateArn =
                access.domainBringsCertificate() ? Optional.of(dns.certificateArn()) : access.certificateArn();

        var alertKey = security.alertKey();
        var functions = security.functionSupport(upstream.logKey(), alertKey);

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
                mail ? Optional.of(dns.mail(upstream.dataKey())) : Optional.empty());
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
                        alertKey,
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
        var outputs = new ComputeOutputs(
                cluster.name(),
                service.name(),
                logs.getLogGroupName(),
                setUp.subject().family(),
                siteAddress);
        ComputeOutputs.CONTRACT.publish(outputs, this, deployment);
        output("ApplicationURL", "Where clients reach OpenEMR", outputs.siteAddress());
        output("OpenEMRPasswordSecretARN", "Secret of the administrator", upstream.administratorSecretArn());
        output("ECSClusterName", "ECS cluster", outputs.clusterName());
        output("ECSServiceName", "OpenEMR service", outputs.serviceName());
        output("StackVersion", "Version of OpenEMR on AWS", ProjectVersion.current());
        output("LogGroupName", "Output of tasks", outputs.logGroupName());
    }

    /** What set-up writes into the installation: a change runs it again. */
    private static Map<String, String> setUpInputs(OpenEmrSettings settings, Upstream upstream) {
        var inputs = new TreeMap<>(settings.values());
        inputs.put("database", upstream.databaseEndpoint());
        return inputs;
    }
}

package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.CertificateAlarms;
import org.openemr.aws.constructs.monitoring.EventNotifications;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import software.amazon.awscdk.Stack;

/** What watches the service: notifications of failed deployments always, alarms and dashboard when they are wanted. */
final class ServiceWatch {

    private ServiceWatch() {}

    /** What is watched. */
    record Watched(Tasks tasks, OpenEmrService service, Listeners listeners, Optional<Clock> clock) {

        OpenEmrCluster cluster() {
            return tasks.placement().cluster();
        }

        /** The dimensions of the load balancer's metrics. */
        Map<String, String> targets(Upstream upstream) {
            return Map.of(
                    "LoadBalancer", upstream.network().loadBalancerFullName(),
                    "TargetGroup", listeners.targetGroup().getTargetGroupFullName());
        }

        /** The dimensions of the service's metrics. */
        Map<String, String> serviceDimensions() {
            return Map.of("ClusterName", cluster().name(), "ServiceName", service.name());
        }
    }

    static void add(Stack stack, Deployment deployment, Upstream upstream, Watched watched) {
        tellOfFailedDeployments(stack, deployment, upstream, watched);
        var alarms = Alarms.from(stack, deployment, upstream.security()::alarms);
        if (alarms.areWanted()) {
            ServiceAlarms.watchService(alarms, watched.serviceDimensions());
            ServiceAlarms.watchTargets(alarms, watched.targets(upstream));
            ServiceAlarms.watchTasks(alarms, deployment.physicalName(DeploymentEvents.TASK_FAILED));
            watched.tasks().runs().watch(alarms);
            var reports = new TaskReports(
                    stack, deployment, watched.tasks().definitions().logs(), alarms);
            reports.watchStores(watched.service());
            watched.clock().ifPresent(reports::watchClock);
            upstream.certificateArn().ifPresent(presented -> CertificateAlarms.watch(alarms, presented));
            deployment
                    .nights()
                    .ifPresent(nights -> alarms.before(new QuietNights(
                            stack, deployment, nights, watched.clock().isPresent())));
            new ServiceDashboard(
                    stack,
                    deployment,
                    new ServiceDashboard.Sources(
                            upstream.siteAddress(),
                            watched.targets(upstream),
                            watched.serviceDimensions(),
                            upstream.data().databaseIdentifier(),
                            upstream.data().cacheName(),
                            upstream.sites().getFileSystemId()));
        }
    }

    private static void tellOfFailedDeployments(
            Stack stack, Deployment deployment, Upstream upstream, Watched watched) {
        var security = upstream.security();
        DeploymentEvents.tell(
                new EventNotifications(
                        stack,
                        "DeploymentEvents",
                        deployment,
                        security.deploymentEvents(),
                        security.alertKey(),
                        security.failedEvents()),
                deployment,
                watched.cluster().arn(),
                watched.service().arn(),
                List.of(TaskKind.SET_UP.family(deployment), TaskKind.TLS_MATERIAL.family(deployment)));
    }
}

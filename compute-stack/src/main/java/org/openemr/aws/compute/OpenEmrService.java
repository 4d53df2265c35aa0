package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.constructs.task.ThreatAgent;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.ComputeSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.MemoryUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationTargetGroup;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;
import software.constructs.IDependable;

/** The service whose tasks serve OpenEMR: they know the cache's user, read certificates, and install nothing. */
final class OpenEmrService extends Construct {

    static final int CONTAINER_PORT = 443;

    private static final Duration GRACE_PERIOD = Duration.minutes(20);

    private final FargateService service;

    OpenEmrService(
            Construct scope,
            ComputeSettings settings,
            Tasks tasks,
            Upstream upstream,
            Optional<SignInProvider> signIn,
            IApplicationTargetGroup targetGroup,
            OpeningHours openingHours) {
        super(scope, "Service");
        var task = taskDefinition(settings, tasks.definitions(), upstream, signIn);
        service = tasks.service(this, "service", task)
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
                .healthCheckGracePeriod(GRACE_PERIOD)
                .enableExecuteCommand(settings.exec())
                .build();
        startAfter(task.obtainExecutionRole());
        service.attachToApplicationTargetGroup(targetGroup);
        scale(settings, openingHours);
    }

    /** The role of the tasks. */
    IRole taskRole() {
        return service.getTaskDefinition().getTaskRole();
    }

    String name() {
        return service.getServiceName();
    }

    String arn() {
        return service.getServiceArn();
    }

    /** Starts tasks only after the others are complete. */
    void startAfter(IDependable... others) {
        service.getNode().addDependency(others);
    }

    private FargateTaskDefinition taskDefinition(
            ComputeSettings settings, TaskDefinitions definitions, Upstream upstream, Optional<SignInProvider> signIn) {
        var task = definitions.definition(this, TaskKind.SERVICE, settings.size());
        var options = definitions
                .container(task, TaskScript.WORKER, TaskKind.SERVICE, upstream.cacheVariables())
                .command(List.of(script(upstream.features(), signIn)))
                .portMappings(List.of(
                        PortMapping.builder().containerPort(CONTAINER_PORT).build()))
                .healthCheck(HealthCheck.builder()
                        .command(List.of(
                                "CMD-SHELL",
                                "curl --fail --silent --insecure --output /dev/null --max-time 9 https://localhost/"))
                        .interval(Duration.seconds(60))
                        .timeout(Duration.seconds(10))
                        .retries(3)
                        .startPeriod(Duration.seconds(120))
                        .build())
                .dockerLabels(labels(settings.exec(), upstream.features().threatDetection()))
                .build();
        definitions.add(
                task,
                TaskKind.SERVICE,
                options,
                FileSystemMount.sites(upstream.sites()),
                FileSystemMount.ssl(upstream.ssl()).asReadOnly());
        return task;
    }

    /**
     * A database that pauses when it is idle is not asked each minute whether it answers; Apache outlasts the load balancer, and sends a
     * browser that signed out of OpenEMR to sign out before it too.
     */
    private static String script(Features features, Optional<SignInProvider> signIn) {
        return "LOAD_BALANCER_IDLE_TIMEOUT=" + features.idleTimeout() + "\n"
                + (features.databasePauses() ? "DATABASE_PAUSES=yes\n" : "")
                + signIn.map(provider -> "SIGN_OUT_ADDRESS='" + provider.signOutAddress() + "'\n")
                        .orElse("")
                + TaskScript.WORKER.text();
    }

    /** Tasks that run get no sessions when the service gets them: with a label they are another definition, and are replaced. */
    private static Map<String, String> labels(boolean exec, boolean threatDetection) {
        var labels = new TreeMap<String, String>();
        if (exec) {
            labels.put("org.openemr.aws.exec", "on");
        }
        labels.putAll(ThreatAgent.label(threatDetection));
        return labels;
    }

    /**
     * Scales by load, and keeps the minimum. The number of tasks stands nowhere else: in the service it would cut a service
     * that is scaled out back to the minimum in each deployment (<a
     * href="https://github.com/aws/containers-roadmap/issues/493">containers-roadmap#493</a>). A new service begins with one task;
     * target tracking lifts it to the minimum only under load, a <a
     * href="https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-policy-overview.html">scheduled
     * action</a> at once.
     */
    private void scale(ComputeSettings settings, OpeningHours openingHours) {
        var scaling = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(settings.minimumTasks())
                .maxCapacity(settings.maximumTasks())
                .build());
        openingHours.keep(scaling, settings.minimumTasks(), settings.maximumTasks());
        scaling.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(settings.cpuTarget())
                        .build());
        scaling.scaleOnMemoryUtilization(
                "Memory",
                MemoryUtilizationScalingProps.builder()
                        .targetUtilizationPercent(settings.memoryTarget())
                        .build());
    }
}

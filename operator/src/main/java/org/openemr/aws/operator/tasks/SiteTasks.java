package org.openemr.aws.operator.tasks;

import java.util.stream.Stream;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/**
 * The tasks that change what is stored: those that serve people, and the one that runs the background services. Without them a site is closed.
 */
public final class SiteTasks {

    private final EcsClient ecs;
    private final ApplicationAutoScalingClient scaling;
    private final String cluster;
    private final EcsService site;
    private final EcsService clock;

    /** Those of a deployment. */
    public SiteTasks(Aws aws, DeployedValues values) {
        ecs = aws.client(EcsClient.builder());
        scaling = aws.client(ApplicationAutoScalingClient.builder());
        cluster = values.get(ComputeContract.CLUSTER_NAME);
        site = new EcsService(ecs, cluster, values.get(ComputeContract.SERVICE_NAME));
        clock = clock(ecs, values);
    }

    /** The service of the one task that runs a deployment's background services. */
    public static EcsService clock(EcsClient ecs, DeployedValues values) {
        return new EcsService(
                ecs, values.get(ComputeContract.CLUSTER_NAME), values.names().physicalName(TaskKind.CLOCK.label()));
    }

    /**
     * How many tasks there are meant to be.
     *
     * @param least what autoscaling leaves at least
     * @param most what it starts at most
     * @param site how many serve people
     * @param clock how many run the background services: one, or none
     * @param scaling what autoscaling may not do
     */
    public record Size(int least, int most, int site, int clock, Suspended scaling) {

        /** What autoscaling may not do: end tasks, start some, keep to its schedule. */
        public record Suspended(boolean in, boolean out, boolean schedule) {}

        /** Whether nobody can work, nor anything open the site. */
        public boolean nobodyCanWork() {
            return most == 0 && site == 0 && clock == 0;
        }
    }

    /**
     * How many there are meant to be now.
     *
     * @throws Failure when the site has no service
     */
    public Size size() {
        var target = scaling
                .describeScalableTargets(describe -> describe.serviceNamespace(ServiceNamespace.ECS)
                        .resourceIds(resource())
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                .scalableTargets()
                .stream()
                .findFirst()
                .orElseThrow(() -> Failure.notReady("The service %s is not deployed.".formatted(site.name())));
        var suspended = target.suspendedState();
        return new Size(
                target.minCapacity(),
                target.maxCapacity(),
                site.desired().orElse(0),
                clock.desired().orElse(0),
                suspended == null
                        ? new Size.Suspended(false, false, false)
                        : new Size.Suspended(
                                suspended.dynamicScalingInSuspended(),
                                suspended.dynamicScalingOutSuspended(),
                                suspended.scheduledScalingSuspended()));
    }

    /**
     * Lets no task run. Autoscaling first: it <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/getting-started.html">brings a
     * service back to its bounds</a> whenever it acts, and <a
     * href="https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html">its schedule</a>,
     * which ComputeStack gives it, would set the bounds again.
     */
    public void close() {
        open(new Size(0, 0, 0, 0, new Size.Suspended(true, true, true)));
    }

    /** Lets as many run as before. */
    public void open(Size size) {
        scaling.registerScalableTarget(register -> register.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resource())
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(size.least())
                .maxCapacity(size.most())
                .suspendedState(
                        state -> state.dynamicScalingInSuspended(size.scaling().in())
                                .dynamicScalingOutSuspended(size.scaling().out())
                                .scheduledScalingSuspended(size.scaling().schedule())));
        site.set(size.site());
        // It may be gone by now, by a setting.
        if (clock.desired().isPresent()) {
            clock.set(size.clock());
        }
    }

    /**
     * How many tasks of the deployment have not ended, of whatever kind: one that is told to stop finishes what it began, and ECS <a
     * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">lists it as stopped already</a>.
     */
    public long going() {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .flatMap(status ->
                        ecs.listTasksPaginator(list -> list.cluster(cluster).desiredStatus(status)).stream())
                .map(ListTasksResponse::taskArns)
                .filter(arns -> !arns.isEmpty())
                .flatMap(arns ->
                        ecs.describeTasks(describe -> describe.cluster(cluster).tasks(arns)).tasks().stream())
                .filter(task -> !"STOPPED".equals(task.lastStatus()))
                .count();
    }

    private String resource() {
        return "service/%s/%s".formatted(cluster, site.name());
    }
}

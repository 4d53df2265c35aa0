package org.openemr.aws.operator.tasks;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;

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

    private static EcsService clock(EcsClient ecs, DeployedValues values) {
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
     * @param scaling what autoscaling may not do with those that serve people
     * @param clockScaling the same of the others; nothing where an earlier version has written it down
     */
    public record Size(
            int least,
            int most,
            int site,
            int clock,
            Suspended scaling,
            @Nullable Suspended clockScaling) {

        /** What autoscaling may not do: end tasks, start some, keep to its schedule. */
        public record Suspended(boolean in, boolean out, boolean schedule) {

            /** It may do everything. */
            public static final Suspended NOTHING = new Suspended(false, false, false);

            /** It may do nothing. */
            public static final Suspended ALL = new Suspended(true, true, true);

            private static Suspended of(ScalableTarget target) {
                var state = target.suspendedState();
                return state == null
                        ? NOTHING
                        : new Suspended(
                                state.dynamicScalingInSuspended(),
                                state.dynamicScalingOutSuspended(),
                                state.scheduledScalingSuspended());
            }
        }

        /** What autoscaling may not do with those that run the background services: where nobody wrote it down, what it may not with the others. */
        public Suspended heldClock() {
            return clockScaling == null ? scaling : clockScaling;
        }

        /** Whether nobody can work. */
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
        var target = target(site)
                .orElseThrow(() -> Failure.notReady("The service %s is not deployed.".formatted(site.name())));
        return new Size(
                target.minCapacity(),
                target.maxCapacity(),
                site.desired().orElse(0),
                clock.desired().orElse(0),
                Size.Suspended.of(target),
                target(clock).map(Size.Suspended::of).orElse(Size.Suspended.NOTHING));
    }

    /**
     * Lets no task run. Autoscaling first: it <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/getting-started.html">brings a
     * service back to its bounds</a> whenever it acts, and <a
     * href="https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html">its schedule</a>,
     * which ComputeStack gives it, would set the bounds again.
     */
    public void close() {
        open(new Size(0, 0, 0, 0, Size.Suspended.ALL, Size.Suspended.ALL));
    }

    /** Lets as many run as before. */
    public void open(Size size) {
        register(
                site,
                size.scaling(),
                register -> register.minCapacity(size.least()).maxCapacity(size.most()));
        site.set(size.site());
        setClock(size.clock(), size.heldClock());
    }

    /**
     * Lets so many tasks run the background services, of which there may be none by now, by a setting. Its bounds stay: a schedule gives it none at
     * night, and one by day, unless it is suspended.
     */
    public void setClock(int tasks, Size.Suspended suspended) {
        if (clock.desired().isPresent()) {
            if (target(clock).isPresent()) {
                register(clock, suspended, register -> {});
            }
            clock.set(tasks);
        }
    }

    /** How many tasks run the background services; nothing where there are no such services. */
    public Optional<Integer> clock() {
        return clock.desired();
    }

    /** The mark of a pause. */
    public PauseMark pauseMark() {
        return new PauseMark(site);
    }

    /** What ECS says of the service that people reach. */
    public Optional<Service> service() {
        return site.find();
    }

    /**
     * What there is while the site is open, by the schedule that ComputeStack gives it.
     *
     * @throws Failure when it gives it no tasks
     */
    public Size openSize() {
        return scaling
                .describeScheduledActionsPaginator(describe -> describe.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId(resource(site))
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                .scheduledActions()
                .stream()
                .map(ScheduledAction::scalableTargetAction)
                .filter(bounds -> bounds.maxCapacity() > 0)
                .map(bounds -> new Size(
                        bounds.minCapacity(),
                        bounds.maxCapacity(),
                        bounds.minCapacity(),
                        1,
                        Size.Suspended.NOTHING,
                        Size.Suspended.NOTHING))
                .findFirst()
                .orElseThrow(
                        () -> Failure.notReady("ComputeStack gives %s no tasks: see site_closes_on, or deploy it again."
                                .formatted(site.name())));
    }

    private Optional<ScalableTarget> target(EcsService service) {
        return scaling
                .describeScalableTargets(describe -> describe.serviceNamespace(ServiceNamespace.ECS)
                        .resourceIds(resource(service))
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                .scalableTargets()
                .stream()
                .findFirst();
    }

    private void register(
            EcsService service, Size.Suspended suspended, Consumer<RegisterScalableTargetRequest.Builder> bounds) {
        scaling.registerScalableTarget(register -> {
            register.serviceNamespace(ServiceNamespace.ECS)
                    .resourceId(resource(service))
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .suspendedState(state -> state.dynamicScalingInSuspended(suspended.in())
                            .dynamicScalingOutSuspended(suspended.out())
                            .scheduledScalingSuspended(suspended.schedule()));
            bounds.accept(register);
        });
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

    private String resource(EcsService service) {
        return "service/%s/%s".formatted(cluster, service.name());
    }
}

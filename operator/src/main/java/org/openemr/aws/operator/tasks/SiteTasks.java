package org.openemr.aws.operator.tasks;

import java.util.List;
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
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The tasks that change what is stored: those that serve people, and the one that runs the background services. Without them a site is closed.
 */
public final class SiteTasks {

    private final EcsClient ecs;
    private final ApplicationAutoScalingClient scaling;
    private final String cluster;
    private final String site;
    private final String clock;

    /** Those of a deployment. */
    public SiteTasks(Aws aws, DeployedValues values) {
        ecs = aws.client(EcsClient.builder());
        scaling = aws.client(ApplicationAutoScalingClient.builder());
        cluster = values.get(ComputeContract.CLUSTER_NAME);
        site = values.get(ComputeContract.SERVICE_NAME);
        clock = values.names().physicalName(TaskKind.CLOCK.label());
    }

    /**
     * How many tasks there are meant to be.
     *
     * @param least what autoscaling leaves at least
     * @param most what it starts at most
     * @param site how many serve people
     * @param clock how many run the background services: one, or none
     */
    public record Size(int least, int most, int site, int clock) {

        /** Whether nobody can work. */
        public boolean nobodyCanWork() {
            return most == 0 && site == 0;
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
                .orElseThrow(() -> Failure.notReady("The service %s is not deployed.".formatted(site)));
        return new Size(target.minCapacity(), target.maxCapacity(), desired(site), desired(clock));
    }

    /**
     * Lets no task run. Autoscaling first: it <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/getting-started.html">brings a
     * service back to its bounds</a> whenever it acts, and <a
     * href="https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html">its schedule</a>,
     * which ComputeStack gives it, would set the bounds again.
     */
    public void close() {
        set(new Size(0, 0, 0, 0), true);
    }

    /** Lets as many run as before. */
    public void open(Size before) {
        set(before, false);
    }

    private void set(Size size, boolean suspended) {
        scaling.registerScalableTarget(register -> register.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(resource())
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(size.least())
                .maxCapacity(size.most())
                .suspendedState(state -> state.dynamicScalingInSuspended(suspended)
                        .dynamicScalingOutSuspended(suspended)
                        .scheduledScalingSuspended(suspended)));
        set(site, size.site());
        // It may be gone by now, by a setting.
        if (services(clock).findFirst().isPresent()) {
            set(clock, size.clock());
        }
    }

    private void set(String service, int tasks) {
        ecs.updateService(update -> update.cluster(cluster).service(service).desiredCount(tasks));
    }

    /** How many run now, also those that are ending. */
    public int running() {
        return services(site, clock)
                .mapToInt(service -> service.runningCount() + service.pendingCount())
                .sum();
    }

    private int desired(String service) {
        return services(service).mapToInt(Service::desiredCount).findFirst().orElse(0);
    }

    private Stream<Service> services(String... names) {
        return ecs.describeServices(describe -> describe.cluster(cluster).services(List.of(names))).services().stream()
                .filter(service -> "ACTIVE".equals(service.status()));
    }

    private String resource() {
        return "service/%s/%s".formatted(cluster, site);
    }
}

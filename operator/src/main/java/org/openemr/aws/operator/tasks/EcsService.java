package org.openemr.aws.operator.tasks;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service of ECS, by how many tasks of it there are meant to be. */
public record EcsService(EcsClient ecs, String cluster, String name) {

    /** How many there are meant to be; nothing where there is no such service. */
    public Optional<Integer> desired() {
        return ecs.describeServices(describe -> describe.cluster(cluster).services(name)).services().stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .map(Service::desiredCount)
                .findFirst();
    }

    /** Lets there be so many. */
    public void set(int tasks) {
        ecs.updateService(update -> update.cluster(cluster).service(name).desiredCount(tasks));
    }
}

package org.openemr.aws.operator.tasks;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/** A service of ECS, by how many tasks of it there are meant to be. */
public record EcsService(EcsClient ecs, String cluster, String name) {

    /** How many there are meant to be; nothing where there is no such service. */
    public Optional<Integer> desired() {
        return find().map(Service::desiredCount);
    }

    /** The service as it is; nothing where there is no such service. */
    Optional<Service> find() {
        return ecs
                .describeServices(
                        describe -> describe.cluster(cluster).services(name).include(ServiceField.TAGS))
                .services()
                .stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .findFirst();
    }

    /**
     * Replaces all tasks by new ones of the same definition.
     *
     * @return the deployment that does it
     */
    public String startAnew() {
        return ecs
                .updateService(update -> update.cluster(cluster).service(name).forceNewDeployment(true))
                .service()
                .deployments()
                .stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(Deployment::id)
                .findFirst()
                .orElseThrow();
    }

    /** How far a deployment is; nothing when the service has it no more. */
    public Optional<Rollout> rollout(String id) {
        return ecs.describeServices(describe -> describe.cluster(cluster).services(name)).services().stream()
                .flatMap(service -> service.deployments().stream())
                .filter(deployment -> deployment.id().equals(id))
                .map(deployment -> new Rollout(
                        String.valueOf(deployment.rolloutStateAsString()),
                        deployment.runningCount(),
                        deployment.desiredCount(),
                        Optional.ofNullable(deployment.rolloutStateReason()).orElse("ECS says no reason")))
                .findFirst();
    }

    /** Lets there be so many. */
    public void set(int tasks) {
        ecs.updateService(update -> update.cluster(cluster).service(name).desiredCount(tasks));
    }
}

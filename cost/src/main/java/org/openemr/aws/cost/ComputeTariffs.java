package org.openemr.aws.cost;

import static org.openemr.aws.cost.Usage.HOURS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Services and what their tasks write. */
final class ComputeTariffs {

    static final Map<String, Tariff> BY_TYPE = Map.of("AWS::ECS::Service", ComputeTariffs::service);

    private static final double UNITS = 1024;
    private static final double DEFAULT_AIM = 40;
    private static final double PERCENT = 100;

    private ComputeTariffs() {}

    private static Stream<Charge> service(DeployedResource service, Installation installation) {
        var task = installation.task(service).map(DeployedResource::properties);
        var vcpu = task.map(definition -> definition.path("Cpu").asDouble() / UNITS)
                .orElse(0.0);
        var memory = task.map(definition -> definition.path("Memory").asDouble() / UNITS)
                .orElse(0.0);
        var scaling = installation.scaling(service);
        var hours = scaling.map(target -> hours(target, vcpu, installation))
                .orElseGet(
                        () -> HOURS * service.properties().path("DesiredCount").asDouble(1));
        var scales = scaling.filter(target -> most(target) > 1).isPresent();
        var number = scales
                ? "openemr_service_fargate_minimum_capacity, night_hours"
                : "enable_background_services, night_hours";
        return Stream.of(
                new Charge(
                        Part.TASKS,
                        "task-vcpu",
                        hours * vcpu,
                        number + (scales ? ", openemr_service_fargate_cpu" : "")),
                new Charge(
                        Part.TASKS,
                        "task-memory",
                        hours * memory,
                        number + (scales ? ", openemr_service_fargate_memory" : "")),
                new Charge(
                        Part.LOGS_AND_ALARMS,
                        "logs",
                        scales ? installation.usage().allRequests() * Usage.REQUEST_GB : 0,
                        Charge.USERS));
    }

    /** Hours of all tasks together. */
    private static double hours(DeployedResource target, double vcpu, Installation installation) {
        var least = target.properties().path("MinCapacity").asDouble();
        var most = most(target);
        var aim = installation
                .ofType("AWS::ApplicationAutoScaling::ScalingPolicy")
                .filter(policy -> policy.refersTo(target))
                .map(policy -> policy.properties().path("TargetTrackingScalingPolicyConfiguration"))
                .filter(policy -> policy.at("/PredefinedMetricSpecification/PredefinedMetricType")
                        .asText()
                        .equals("ECSServiceAverageCPUUtilization"))
                .map(policy -> policy.path("TargetValue"))
                .findFirst();
        var needed = Load.tasks(installation.usage().requestsInASecond(), vcpu, percent(aim));
        var working = Math.min(most, Math.max(least, needed));
        return Usage.hours(working, least, OpenHours.of(target));
    }

    private static double most(DeployedResource target) {
        return target.properties().path("MaxCapacity").asDouble();
    }

    private static double percent(Optional<JsonNode> target) {
        return target.map(JsonNode::asDouble).orElse(DEFAULT_AIM) / PERCENT;
    }
}

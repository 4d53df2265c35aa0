package org.openemr.aws.plan;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** Judges the changes of resources by what their types are for. */
public final class Effects {

    /** Types that hold what nobody can make again. */
    private static final Set<String> STORES = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::EFS::FileSystem",
            "AWS::KMS::Key",
            "AWS::RDS::DBCluster",
            "AWS::S3::Bucket",
            "AWS::SageMaker::Domain",
            "AWS::SecretsManager::Secret");

    /** Types without which nobody is served while one is replaced or given up. */
    private static final Set<String> SERVING = Set.of(
            "AWS::EC2::NatGateway",
            "AWS::EC2::Subnet",
            "AWS::EC2::VPC",
            "AWS::ECS::Cluster",
            "AWS::ECS::Service",
            "AWS::EFS::MountTarget",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::ElastiCache::UserGroup",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::GlobalAccelerator::Accelerator",
            "AWS::GlobalAccelerator::EndpointGroup",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBSubnetGroup",
            "AWS::Route53::RecordSet");

    /** Properties whose change interrupts although it is made in place, by type. */
    private static final Map<String, Set<String>> INTERRUPTING = Map.of(
            "AWS::RDS::DBCluster", Set.of("DBClusterParameterGroupName", "EngineVersion", "Port"),
            "AWS::Route53::RecordSet", Set.of("AliasTarget", "ResourceRecords"));

    private Effects() {}

    /** The worst that a change does. */
    public static Effect of(InstallationChange change) {
        if (!change.hazards().isEmpty()) {
            return Effect.IMPOSSIBLE;
        }
        return change.changes().stream()
                .map(Effects::of)
                .max(Comparator.naturalOrder())
                .orElse(Effect.NOTHING);
    }

    /** What the change of one resource does. */
    public static Effect of(Change change) {
        return switch (change.action()) {
            case CREATE -> Effect.IN_PLACE;
            case UPDATE -> ofUpdate(change);
            case REPLACE, MAY_REPLACE -> ofReplacement(change);
            case DELETE -> ofDeletion(change);
        };
    }

    private static Effect ofUpdate(Change change) {
        var type = change.resource().type();
        if (type.equals("Custom::OpenEmrTaskRun")) {
            return Effect.SET_UP;
        }
        if (type.equals("AWS::ECS::Service") && change.touches("TaskDefinition")) {
            return Effect.TASKS_REPLACED;
        }
        return INTERRUPTING.getOrDefault(type, Set.of()).stream().anyMatch(change::touches)
                ? Effect.INTERRUPTION
                : Effect.IN_PLACE;
    }

    private static Effect ofReplacement(Change change) {
        var type = change.resource().type();
        if (STORES.contains(type)) {
            return Effect.DATA_MOVES;
        }
        return SERVING.contains(type) ? Effect.INTERRUPTION : Effect.IN_PLACE;
    }

    /** A store that is kept loses nothing; who used it says what its absence means. */
    private static Effect ofDeletion(Change change) {
        var type = change.resource().type();
        if (STORES.contains(type)) {
            return change.resource().whenDeleted() == Disposal.KEPT ? Effect.IN_PLACE : Effect.DATA_MOVES;
        }
        return SERVING.contains(type) ? Effect.INTERRUPTION : Effect.IN_PLACE;
    }
}

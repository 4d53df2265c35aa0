package org.openemr.aws.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges the changes of resources by what their types are for. */
public final class Effects {

    /** Types that hold what nobody can make again. */
    private static final Set<String> STORES = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::Backup::LogicallyAirGappedBackupVault",
            "AWS::Cognito::UserPool",
            "AWS::EFS::FileSystem",
            "AWS::KMS::Key",
            "AWS::RDS::DBCluster",
            "AWS::S3::Bucket",
            "AWS::SageMaker::Domain",
            "AWS::SecretsManager::Secret");

    /** Types without which nobody is served while one is replaced or given up. */
    private static final Set<String> SERVING = Set.of(
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolDomain",
            "AWS::EC2::NatGateway",
            "AWS::EC2::Route",
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

    /** The tag of a store whose content can be had again from where it came. */
    private static final String COPIES = "{\"Key\":\"openemr:holds\",\"Value\":\"copies\"}";

    /** Rules that let somebody through while they are there. */
    private static final Set<String> RULES = Set.of("AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress");

    /** Properties of rules for addresses; a rule between two groups comes and goes with the feature that has one of them. */
    private static final List<String> ADDRESSES =
            List.of("CidrIp", "CidrIpv6", "DestinationPrefixListId", "SourcePrefixListId");

    /** Properties whose change interrupts although it is made in place, by type. */
    private static final Map<String, Set<String>> INTERRUPTING = Map.of(
            "AWS::RDS::DBCluster", Set.of("DBClusterParameterGroupName", "EngineVersion", "Port"),
            "AWS::EC2::Route", Set.of("EgressOnlyInternetGatewayId", "GatewayId", "NatGatewayId"),
            "AWS::Route53::RecordSet", Set.of("AliasTarget", "ResourceRecords"),
            // Secrets Manager makes another value, and whoever has the old one is turned away.
            "AWS::SecretsManager::Secret", Set.of("GenerateSecretString", "SecretString"));

    /** Properties that admit, in place, by type. */
    private static final Map<String, Set<String>> ADMITTING_IN_PLACE = Map.of(
            "AWS::EC2::SecurityGroup", Set.of("SecurityGroupEgress", "SecurityGroupIngress"),
            "AWS::ElasticLoadBalancingV2::Listener", Set.of("DefaultActions"),
            "AWS::ElasticLoadBalancingV2::ListenerRule", Set.of("Actions", "Conditions"),
            "AWS::WAFv2::WebACL", Set.of("DefaultAction", "Rules"));

    private Effects() {}

    /** The worst that a change does. */
    public static Effect of(InstallationChange change) {
        return change.steps().stream()
                .map(Effects::of)
                .max(Comparator.naturalOrder())
                .orElse(Effect.NOTHING);
    }

    /** The worst that the deployment, or the deletion, of one stack does. */
    public static Effect of(StackPlan step) {
        if (!step.hazards().isEmpty()) {
            return Effect.IMPOSSIBLE;
        }
        return step.changes().stream()
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
        if (isLessProtected(change)) {
            return Effect.UNPROTECTED;
        }
        if (touchesOneOf(INTERRUPTING, change)) {
            return Effect.INTERRUPTION;
        }
        if (touchesOneOf(ADMITTING_IN_PLACE, change)) {
            return Effect.ACCESS;
        }
        if (type.equals("Custom::OpenEmrTaskRun")) {
            return Effect.SET_UP;
        }
        return type.equals("AWS::ECS::Service") && change.touches("TaskDefinition")
                ? Effect.TASKS_REPLACED
                : Effect.IN_PLACE;
    }

    private static boolean touchesOneOf(Map<String, Set<String>> properties, Change change) {
        return properties.getOrDefault(change.resource().type(), Set.of()).stream()
                .anyMatch(change::touches);
    }

    private static boolean isLessProtected(Change change) {
        var before = change.before().orElseThrow();
        var after = change.after().orElseThrow();
        var isStore = isStore(after);
        var isGivenUp = before.whenDeleted() == Disposal.KEPT && after.whenDeleted() != Disposal.KEPT;
        var losesProtection = Protection.isSetBy(before) && !Protection.isSetBy(after);
        return (isStore && (isGivenUp || losesProtection)) || (after.isCustom() && losesProtection);
    }

    private static Effect ofReplacement(Change change) {
        return isStore(change.resource()) ? Effect.DATA_MOVES : ofAbsence(change.resource());
    }

    /** A store that is kept loses nothing; who used it says what its absence means. */
    private static Effect ofDeletion(Change change) {
        var resource = change.resource();
        if (isStore(resource)) {
            return resource.whenDeleted() == Disposal.KEPT ? Effect.IN_PLACE : Effect.DATA_MOVES;
        }
        return ofAbsence(resource);
    }

    /** What says of itself that it holds copies only loses nothing with them. */
    private static boolean isStore(Resource resource) {
        return STORES.contains(resource.type())
                && !resource.properties().path("Tags").toString().contains(COPIES);
    }

    private static Effect ofAbsence(Resource resource) {
        if (SERVING.contains(resource.type())) {
            return Effect.INTERRUPTION;
        }
        return admitsAddresses(resource) || resource.type().equals("AWS::WAFv2::WebACLAssociation")
                ? Effect.ACCESS
                : Effect.IN_PLACE;
    }

    private static boolean admitsAddresses(Resource resource) {
        return RULES.contains(resource.type()) && ADDRESSES.stream().anyMatch(resource.properties()::has);
    }
}

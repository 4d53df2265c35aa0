package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What only one resource can have at a time: a name, a listener's port, a record set. CloudFormation creates before it deletes,
 * so that a slot which another resource still has makes a deployment fail with "already exists".
 */
public final class Slots {

    private static final String MOUNT_TARGET = "AWS::EFS::MountTarget";

    /** The properties, by their paths, that together are the slot. A resource that gives none of them is named by AWS and has no slot. */
    private static final Map<String, List<String>> PROPERTIES = Map.ofEntries(
            Map.entry("AWS::ApplicationAutoScaling::ScalableTarget", List.of("ResourceId", "ScalableDimension")),
            Map.entry("AWS::ApplicationAutoScaling::ScalingPolicy", List.of("PolicyName", "ScalingTargetId")),
            Map.entry("AWS::Backup::BackupVault", List.of("BackupVaultName")),
            Map.entry("AWS::Backup::LogicallyAirGappedBackupVault", List.of("BackupVaultName")),
            Map.entry("AWS::Backup::RestoreTestingPlan", List.of("RestoreTestingPlanName")),
            Map.entry(
                    "AWS::Backup::RestoreTestingSelection",
                    List.of("RestoreTestingPlanName", "RestoreTestingSelectionName")),
            Map.entry("AWS::Budgets::Budget", List.of("Budget/BudgetName")),
            Map.entry("AWS::CloudTrail::Trail", List.of("TrailName")),
            Map.entry("AWS::CloudWatch::Alarm", List.of("AlarmName")),
            Map.entry("AWS::CloudWatch::AlarmMuteRule", List.of("Name")),
            Map.entry("AWS::CloudWatch::Dashboard", List.of("DashboardName")),
            Map.entry("AWS::Cognito::ManagedLoginBranding", List.of("UserPoolId", "ClientId")),
            Map.entry("AWS::Cognito::UserPoolDomain", List.of("Domain")),
            Map.entry("AWS::Cognito::UserPoolRiskConfigurationAttachment", List.of("UserPoolId", "ClientId")),
            Map.entry("AWS::Config::ConformancePack", List.of("ConformancePackName")),
            Map.entry("AWS::EC2::FlowLog", List.of("ResourceId", "LogDestination", "LogGroupName")),
            Map.entry(
                    "AWS::EC2::Route",
                    List.of(
                            "RouteTableId",
                            "DestinationCidrBlock",
                            "DestinationIpv6CidrBlock",
                            "DestinationPrefixListId")),
            Map.entry("AWS::EC2::SecurityGroup", List.of("GroupName", "VpcId")),
            Map.entry("AWS::EC2::SecurityGroupEgress", rule("Destination")),
            Map.entry("AWS::EC2::SecurityGroupIngress", rule("Source")),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", List.of("SubnetId")),
            Map.entry("AWS::EC2::VPCEndpoint", List.of("VpcId", "ServiceName")),
            Map.entry("AWS::EC2::VPCGatewayAttachment", List.of("VpcId", "InternetGatewayId")),
            Map.entry("AWS::ECR::Repository", List.of("RepositoryName")),
            Map.entry("AWS::ECS::Cluster", List.of("ClusterName")),
            Map.entry("AWS::ECS::ClusterCapacityProviderAssociations", List.of("Cluster")),
            Map.entry("AWS::ECS::Service", List.of("Cluster", "ServiceName")),
            Map.entry(MOUNT_TARGET, List.of("FileSystemId", "SubnetId")),
            Map.entry("AWS::ElastiCache::ServerlessCache", List.of("ServerlessCacheName")),
            Map.entry("AWS::ElastiCache::User", List.of("UserId")),
            Map.entry("AWS::ElastiCache::UserGroup", List.of("UserGroupId")),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", List.of("LoadBalancerArn", "Port")),
            Map.entry("AWS::ElasticLoadBalancingV2::ListenerRule", List.of("ListenerArn", "Priority")),
            Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", List.of("Name")),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", List.of("Name")),
            Map.entry("AWS::Events::Rule", List.of("Name")),
            Map.entry("AWS::GlobalAccelerator::EndpointGroup", List.of("ListenerArn", "EndpointGroupRegion")),
            Map.entry("AWS::GuardDuty::MalwareProtectionPlan", List.of("ProtectedResource/S3Bucket/BucketName")),
            Map.entry("AWS::IAM::Group", List.of("GroupName")),
            Map.entry("AWS::IAM::ManagedPolicy", List.of("ManagedPolicyName")),
            Map.entry("AWS::IAM::OIDCProvider", List.of("Url")),
            Map.entry("AWS::IAM::Role", List.of("RoleName")),
            Map.entry("AWS::IAM::User", List.of("UserName")),
            Map.entry("AWS::KMS::Alias", List.of("AliasName")),
            Map.entry("AWS::Lambda::Function", List.of("FunctionName")),
            Map.entry("AWS::Logs::LogGroup", List.of("LogGroupName")),
            Map.entry("AWS::Logs::MetricFilter", List.of("LogGroupName", "FilterName")),
            Map.entry("AWS::RDS::DBCluster", List.of("DBClusterIdentifier")),
            Map.entry("AWS::RDS::DBClusterParameterGroup", List.of("DBClusterParameterGroupName")),
            Map.entry("AWS::RDS::DBInstance", List.of("DBInstanceIdentifier")),
            Map.entry("AWS::RDS::DBSubnetGroup", List.of("DBSubnetGroupName")),
            Map.entry("AWS::Route53::RecordSet", List.of("HostedZoneId", "Name", "Type", "SetIdentifier")),
            Map.entry("AWS::S3::Bucket", List.of("BucketName")),
            Map.entry("AWS::S3::BucketPolicy", List.of("Bucket")),
            Map.entry("AWS::SES::ConfigurationSet", List.of("Name")),
            Map.entry(
                    "AWS::SES::ConfigurationSetEventDestination",
                    List.of("ConfigurationSetName", "EventDestination/Name")),
            Map.entry("AWS::SES::EmailIdentity", List.of("EmailIdentity")),
            Map.entry("AWS::SES::ReceiptRuleSet", List.of("RuleSetName")),
            Map.entry("AWS::SNS::Topic", List.of("TopicName")),
            Map.entry("AWS::SQS::Queue", List.of("QueueName")),
            Map.entry("AWS::SSM::Parameter", List.of("Name")),
            Map.entry("AWS::SageMaker::MlflowApp", List.of("Name")),
            Map.entry("AWS::SecretsManager::RotationSchedule", List.of("SecretId")),
            Map.entry("AWS::SecretsManager::Secret", List.of("Name")),
            Map.entry("AWS::SecretsManager::SecretTargetAttachment", List.of("SecretId")),
            Map.entry("AWS::StepFunctions::StateMachine", List.of("StateMachineName")),
            Map.entry("AWS::WAFv2::LoggingConfiguration", List.of("ResourceArn")),
            Map.entry("AWS::WAFv2::RegexPatternSet", List.of("Name", "Scope")),
            Map.entry("AWS::WAFv2::WebACL", List.of("Name", "Scope")),
            Map.entry("AWS::WAFv2::WebACLAssociation", List.of("ResourceArn")));

    /** The property without which there is no slot: AWS makes the name. The others only narrow it down. */
    private static final Map<String, String> NAMES = Map.of(
            "AWS::EC2::SecurityGroup", "GroupName",
            "AWS::ECS::Service", "ServiceName",
            "AWS::Logs::MetricFilter", "FilterName");

    private Slots() {}

    private static List<String> rule(String otherSide) {
        return List.of(
                "GroupId",
                "IpProtocol",
                "FromPort",
                "ToPort",
                "CidrIp",
                "CidrIpv6",
                otherSide + "PrefixListId",
                otherSide + "SecurityGroupId");
    }

    /** Whether resources of a type can have a slot. */
    public static boolean isKnown(String type) {
        return PROPERTIES.containsKey(type);
    }

    /** The slot of a resource, where a mount target has that of its subnet. */
    public static Optional<String> of(Resource resource) {
        return of(resource, Map.of());
    }

    /**
     * The slot of a resource.
     *
     * @param zones the zone of each subnet, by the subnet's token: a file system has one mount target in a zone
     */
    static Optional<String> of(Resource resource, Map<String, String> zones) {
        var properties = resource.properties();
        var type = resource.type();
        var named = NAMES.get(type);
        if (named != null && !properties.has(named)) {
            return Optional.empty();
        }
        var values = PROPERTIES.getOrDefault(type, List.of()).stream()
                .map(name -> properties.at("/" + name))
                .filter(value -> !value.isMissingNode())
                .map(JsonNode::asText)
                .map(value -> type.equals(MOUNT_TARGET) ? zones.getOrDefault(value, value) : value)
                .collect(Collectors.joining(" "));
        return values.isEmpty() ? Optional.empty() : Optional.of(type + " " + values);
    }
}

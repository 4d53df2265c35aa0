package org.openemr.aws.report;

import java.util.Optional;
import java.util.stream.Stream;

/** The types of resources that a picture shows: what people name when they tell what an installation has. */
enum Kind {
    VPC("AWS::EC2::VPC", "network"),
    NAT_GATEWAY("AWS::EC2::NatGateway", "NAT gateway"),
    ENDPOINT("AWS::EC2::VPCEndpoint", "VPC endpoint"),
    LOAD_BALANCER("AWS::ElasticLoadBalancingV2::LoadBalancer", "load balancer"),
    ACCELERATOR("AWS::GlobalAccelerator::Accelerator", "accelerator"),
    WEB_ACL("AWS::WAFv2::WebACL", "web ACL"),
    SERVICE("AWS::ECS::Service", "Fargate service"),
    CLUSTER("AWS::RDS::DBCluster", "Aurora cluster"),
    CACHE("AWS::ElastiCache::ServerlessCache", "Valkey cache"),
    FILES("AWS::EFS::FileSystem", "file system"),
    BUCKET("AWS::S3::Bucket", "bucket"),
    IMAGES("AWS::ECR::Repository", "image repository"),
    VAULT("AWS::Backup::BackupVault", "backup vault"),
    GAPPED_VAULT("AWS::Backup::LogicallyAirGappedBackupVault", "air-gapped vault"),
    SECRET("AWS::SecretsManager::Secret", "secret"),
    KEY("AWS::KMS::Key", "KMS key"),
    TRAIL("AWS::CloudTrail::Trail", "audit trail"),
    TOPIC("AWS::SNS::Topic", "topic"),
    QUEUE("AWS::SQS::Queue", "queue"),
    FUNCTION("AWS::Lambda::Function", "function"),
    MACHINE("AWS::StepFunctions::StateMachine", "state machine"),
    USER_POOL("AWS::Cognito::UserPool", "user pool"),
    CERTIFICATE("AWS::CertificateManager::Certificate", "certificate"),
    MAIL("AWS::SES::EmailIdentity", "mail identity"),
    SPARK("AWS::EMRServerless::Application", "Spark application"),
    STUDIO("AWS::SageMaker::Domain", "Studio domain");

    private final String type;
    private final String label;

    Kind(String type, String label) {
        this.type = type;
        this.label = label;
    }

    static Optional<Kind> of(String type) {
        return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    /** What it is, in words. */
    String label() {
        return label;
    }
}

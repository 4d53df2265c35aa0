package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openemr.aws.plan.ResourceTypes;
import org.openemr.aws.plan.Slots;

/** What the module plan knows of AWS's types is what AWS's specification says. */
class ResourceSpecificationTest {

    private static final Set<String> TYPES = ResourceSpecification.types(Arrays.stream(Configuration.values())
            .flatMap(configuration -> SynthesisedInstallation.of(configuration).values().stream()));

    /** Types whose resources get an id of AWS and collide with nothing of their kind. */
    private static final Set<String> NAMED_BY_AWS = Set.of(
            "AWS::Backup::BackupPlan",
            "AWS::Backup::BackupSelection",
            "AWS::CertificateManager::Certificate",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::CE::AnomalySubscription",
            "AWS::EC2::EIP",
            "AWS::EC2::EgressOnlyInternetGateway",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::NatGateway",
            "AWS::EC2::RouteTable",
            "AWS::EC2::Subnet",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCCidrBlock",
            "AWS::ECS::TaskDefinition",
            "AWS::EFS::FileSystem",
            "AWS::EMRServerless::Application",
            "AWS::GlobalAccelerator::Accelerator",
            "AWS::GlobalAccelerator::Listener",
            "AWS::KMS::Key",
            "AWS::Lambda::Permission",
            "AWS::SES::ReceiptRule",
            "AWS::SNS::Subscription",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SageMaker::Domain",
            "AWS::SageMaker::UserProfile");

    /** Without npm's packages there is nothing to compare with; continuous integration has them. */
    @Test
    void theKnowledgeOfTypesIsCurrent() {
        assumeTrue(Files.exists(ResourceSpecification.file()), "npm ci was not run");

        ResourceSpecification.read().behaviour(TYPES).assertCurrent();
    }

    /** A type that comes new has a slot, or a reason to have none. */
    @Test
    void ofEveryTypeItIsKnownWhetherItHasASlot() {
        var types = TYPES.stream().filter(type -> !type.startsWith("Custom::")).toList();

        assertThat(types).allMatch(type -> Slots.isKnown(type) != NAMED_BY_AWS.contains(type));
        assertThat(types).filteredOn(type -> ResourceTypes.of(type).isEmpty()).isEmpty();
    }
}

package org.openemr.aws.analytics;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * In a throw-away environment, takes Studio apart before CloudFormation deletes it: its apps, its home file system and the
 * security groups that SageMaker makes would block the deletion of the domain and of the VPC.
 */
final class StudioDeletion extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(15);
    private static final int LIMIT_SECONDS = 14 * 60;

    StudioDeletion(Construct scope, Deployment deployment, Upstream upstream, Studio studio) {
        super(scope, "StudioDeletion");
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.STUDIO_CLEANUP,
                upstream.functions(),
                HandlerFunction.Options.timeout(TIMEOUT)
                        .variables(
                                Map.of("DATA_ON_DESTROY", "delete", "LIMIT_SECONDS", String.valueOf(LIMIT_SECONDS))));
        StackCleanup.maySeeItsStack(function);
        allow(function, studio.domain().getAttrDomainId());
        var deletion = function.customResource(
                this,
                "Deletion",
                "Custom::OpenEmrStudioDeletion",
                TIMEOUT,
                Map.of("DomainId", studio.domain().getAttrDomainId()));
        deletion.getNode().addDependency(studio.profile());
    }

    private void allow(HandlerFunction function, String domainId) {
        var domain = sageMaker("domain/" + domainId);
        function.allow(List.of("sagemaker:DescribeDomain", "sagemaker:DeleteDomain"), List.of(domain));
        for (var kind : List.of("app:DeleteApp", "space:DeleteSpace", "user-profile:DeleteUserProfile")) {
            var part = kind.split(":", -1);
            var resources = sageMaker(part[0] + "/" + domainId + "/*");
            function.allow(List.of("sagemaker:" + part[1]), List.of(resources));
            function.acceptWildcardResource(
                    resources.replace(domainId, "<StudioDomain.DomainId>"),
                    "What people made in this one domain, which is deleted with it.");
        }
        function.allow(
                List.of(
                        "sagemaker:ListApps",
                        "sagemaker:ListSpaces",
                        "sagemaker:ListUserProfiles",
                        "ec2:DescribeSecurityGroups"),
                List.of("*"));
        function.acceptWildcardResource("*", "Listing and describing have no resource-level permission here.");
        var groups = ResourceArn.of("ec2", "security-group/*");
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of(
                        "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress", "ec2:DeleteSecurityGroup"))
                .resources(List.of(groups))
                .conditions(Map.of("StringEquals", Map.of("aws:ResourceTag/ManagedByAmazonSageMakerResource", domain)))
                .build());
        function.acceptWildcardResource(
                groups, "SageMaker makes the groups; a condition on their tag binds this to the one domain.");
    }

    private static String sageMaker(String resource) {
        return ResourceArn.of("sagemaker", resource);
    }
}

package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.efs.CfnMountTarget;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.FileSystemAttributes;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.constructs.Construct;

/**
 * An existing file system, to which mount targets are added, and the policy that a new one has: AWS Backup restores none. It is never
 * deleted with the stack.
 */
final class RestoredFileSystem extends Construct implements SitesFileSystem {

    private final IFileSystem fileSystem;

    RestoredFileSystem(
            Construct scope,
            String id,
            Deployment deployment,
            String fileSystemId,
            IVpc vpc,
            ISecurityGroup group,
            FunctionSupport support) {
        super(scope, id);
        fileSystem = FileSystem.fromFileSystemAttributes(
                this,
                "Restored",
                FileSystemAttributes.builder()
                        .fileSystemId(fileSystemId)
                        .securityGroup(group)
                        .build());
        var policy = policy(deployment, fileSystemId, support);
        for (var subnet : vpc.getPrivateSubnets()) {
            var target = CfnMountTarget.Builder.create(
                            this, "MountTarget" + subnet.getNode().getId())
                    .fileSystemId(fileSystemId)
                    .subnetId(subnet.getSubnetId())
                    .securityGroups(List.of(group.getSecurityGroupId()))
                    .build();
            target.getNode().addDependency(policy);
        }
    }

    @Override
    public IFileSystem fileSystem() {
        return fileSystem;
    }

    private CustomResource policy(Deployment deployment, String fileSystemId, FunctionSupport support) {
        var function = new HandlerFunction(
                this,
                "PolicyFunction",
                deployment,
                FunctionHandler.FILE_SYSTEM_POLICY,
                support,
                HandlerFunction.Options.timeout(Duration.minutes(2)));
        function.allow(
                List.of("elasticfilesystem:PutFileSystemPolicy"),
                List.of(Stack.of(this)
                        .formatArn(ArnComponents.builder()
                                .service("elasticfilesystem")
                                .resource("file-system")
                                .resourceName(fileSystemId)
                                .build())));
        return function.customResource(
                this,
                "Policy",
                "Custom::OpenEmrFileSystemPolicy",
                Map.of(
                        "FileSystemId",
                        fileSystemId,
                        "Policy",
                        Stack.of(this).toJsonString(TlsOnly.policy().toJSON())));
    }
}

package org.openemr.aws.data;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.efs.CfnMountTarget;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.FileSystemAttributes;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.constructs.Construct;

/** An existing file system, to which only mount targets are added; it is never deleted with the stack. */
final class RestoredFileSystem extends Construct implements SitesFileSystem {

    private final IFileSystem fileSystem;

    RestoredFileSystem(Construct scope, String id, String fileSystemId, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        fileSystem = FileSystem.fromFileSystemAttributes(
                this,
                "Restored",
                FileSystemAttributes.builder()
                        .fileSystemId(fileSystemId)
                        .securityGroup(group)
                        .build());
        for (var subnet : vpc.getPrivateSubnets()) {
            CfnMountTarget.Builder.create(this, "MountTarget" + subnet.getNode().getId())
                    .fileSystemId(fileSystemId)
                    .subnetId(subnet.getSubnetId())
                    .securityGroups(List.of(group.getSecurityGroupId()))
                    .build();
        }
    }

    @Override
    public IFileSystem fileSystem() {
        return fileSystem;
    }
}

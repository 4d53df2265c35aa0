package org.openemr.aws.data;

import java.util.Locale;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.efs.CfnFileSystem;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.efs.PerformanceMode;
import software.amazon.awscdk.services.efs.ThroughputMode;
import software.constructs.Construct;

/**
 * A file system with a mount target in each private subnet, which takes the throughput that it needs: small ones earn next to no
 * burst credit, and stand still when it is used up. Its policy allows nothing, so that only roles whose own
 * policy names it can mount it, and denies connections without TLS.
 */
final class EncryptedFileSystem extends Construct implements SitesFileSystem {

    private final IFileSystem fileSystem;

    EncryptedFileSystem(
            Construct scope, String id, Deployment deployment, StoreKeys keys, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        fileSystem = FileSystem.Builder.create(this, "FileSystem")
                .fileSystemName(deployment.physicalName(id.toLowerCase(Locale.ROOT)))
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                        .build())
                .securityGroup(group)
                .encrypted(true)
                .kmsKey(keys.data())
                .performanceMode(PerformanceMode.GENERAL_PURPOSE)
                .throughputMode(ThroughputMode.ELASTIC)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        // Set on the resource, because the construct adds a statement that lets whoever may mount also write as root.
        ((CfnFileSystem) fileSystem.getNode().getDefaultChild()).setFileSystemPolicy(TlsOnly.policy());
    }

    @Override
    public IFileSystem fileSystem() {
        return fileSystem;
    }
}

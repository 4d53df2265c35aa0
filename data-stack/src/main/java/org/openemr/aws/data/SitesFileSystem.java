package org.openemr.aws.data;

import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataSettings;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.constructs.Construct;
import software.constructs.IDependable;

/** The file system with OpenEMR's documents and configuration: a new one, or one that an earlier deployment left. */
interface SitesFileSystem extends IDependable {

    IFileSystem fileSystem();

    /**
     * The file system that the settings ask for.
     *
     * @param support for the function that gives an existing one its policy
     */
    static SitesFileSystem from(
            Construct scope,
            Deployment deployment,
            DataSettings settings,
            StoreKeys keys,
            IVpc vpc,
            ISecurityGroup group,
            FunctionSupport support) {
        if (settings.sitesFileSystemId().isPresent()) {
            return new RestoredFileSystem(
                    scope, "Sites", deployment, settings.sitesFileSystemId().get(), vpc, group, support);
        }
        return new EncryptedFileSystem(scope, "Sites", deployment, keys, vpc, group);
    }
}

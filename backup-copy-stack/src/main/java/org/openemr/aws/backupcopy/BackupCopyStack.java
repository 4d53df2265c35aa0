package org.openemr.aws.backupcopy;

import java.util.Optional;
import org.openemr.aws.constructs.stack.StackProperties;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.settings.installation.BackupCopySettings;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * The vault into which AWS Backup copies recovery points. It is deployed where they shall survive: to another region, or with credentials of
 * another account; it knows nothing of the other stacks, and they know its vault by its name.
 */
public final class BackupCopyStack extends Stack {

    /** In another region of the deployment's account. */
    public static final String IN_REGION = "RegionCopyStack";

    /** In another account. */
    public static final String IN_ACCOUNT = "AccountCopyStack";

    /**
     * A stack.
     *
     * @param id {@link #IN_REGION} or {@link #IN_ACCOUNT}
     * @param environment where it is
     * @param source the account that copies into the vault, when it is another one
     */
    public BackupCopyStack(
            Construct scope,
            String id,
            Deployment deployment,
            Environment environment,
            BackupCopySettings settings,
            Optional<String> source) {
        super(
                scope,
                id,
                StackProperties.of(
                        deployment,
                        deployment.physicalName("backup-copy"),
                        "copies of recovery points of " + deployment.name(),
                        environment));
        Tags.of(this).add(Names.DEPLOYMENT_TAG, deployment.name());
        Tags.of(this).add("openemr:layer", "backup-copy");
        var vault = CopyVault.create(this, deployment, settings, source);
        CfnOutput.Builder.create(this, "VaultArn")
                .description("Vault of copies")
                .value(vault)
                .build();
    }
}

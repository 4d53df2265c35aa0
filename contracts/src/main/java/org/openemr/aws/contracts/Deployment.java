package org.openemr.aws.contracts;

import java.util.Optional;
import org.openemr.aws.settings.installation.DataOnDestroy;
import org.openemr.aws.settings.installation.DeploymentSettings;
import org.openemr.aws.settings.installation.Nights;

/**
 * One installation of OpenEMR: its names, and what holds for every layer of it.
 *
 * @param name the deployment's name, 2 to 20 characters (setting {@code deployment_name})
 * @param dataOnDestroy what a deleted stack leaves of its data
 * @param terminationProtection whether CloudFormation refuses to delete the stacks
 * @param monitoringAlarms whether alarms are created
 * @param nights when no task runs
 * @param permissionsBoundaryArn the policy that bounds what any role or user of the deployment may do
 * @param bootstrapQualifier which bootstrap of the CDK the stacks use, when it is not the usual one
 */
public record Deployment(
        String name,
        DataOnDestroy dataOnDestroy,
        boolean terminationProtection,
        boolean monitoringAlarms,
        Optional<Nights> nights,
        Optional<String> permissionsBoundaryArn,
        Optional<String> bootstrapQualifier)
        implements Names {

    /** The deployment that the settings describe. */
    public static Deployment of(DeploymentSettings settings) {
        return new Deployment(
                settings.name(),
                settings.dataOnDestroy(),
                settings.terminationProtection(),
                settings.monitoringAlarms(),
                settings.nights(),
                settings.permissionsBoundaryArn(),
                settings.bootstrapQualifier());
    }
}

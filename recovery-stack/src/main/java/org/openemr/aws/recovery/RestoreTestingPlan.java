package org.openemr.aws.recovery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.backup.CfnRestoreTestingPlan;
import software.amazon.awscdk.services.backup.CfnRestoreTestingSelection;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;
import software.constructs.Construct;

/**
 * AWS Backup restores the latest recovery point of each store on the first day of each month, and removes what it restored when it is told what was
 * found out, or after a week. <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html">Restore testing</a>.
 */
final class RestoreTestingPlan extends Construct {

    /** Before people work; UTC. */
    static final String SCHEDULE = "cron(0 5 1 * ? *)";

    /** Recovery points of the daily backups are younger. */
    private static final int DAYS_BACK = 7;

    /** The most that there can be: the function tells much earlier. */
    private static final int VALIDATION_HOURS = 168;

    private final CfnRestoreTestingPlan plan;
    private final CfnDBSubnetGroup subnets;

    RestoreTestingPlan(Construct scope, Deployment deployment, Upstream upstream) {
        super(scope, "Plan");
        plan = CfnRestoreTestingPlan.Builder.create(this, "Plan")
                .restoreTestingPlanName(name(deployment, "restore_test"))
                .scheduleExpression(SCHEDULE)
                .scheduleExpressionTimezone("UTC")
                .startWindowHours(1)
                .recoveryPointSelection(CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty.builder()
                        .algorithm("LATEST_WITHIN_WINDOW")
                        .includeVaults(List.of(ResourceArn.of(
                                "backup", "backup-vault:" + upstream.data().backupVaultName())))
                        .recoveryPointTypes(List.of("SNAPSHOT"))
                        .selectionWindowDays(DAYS_BACK)
                        .build())
                .build();
        subnets = CfnDBSubnetGroup.Builder.create(this, "Subnets")
                .dbSubnetGroupDescription("Where restore tests of " + deployment.name() + " have their cluster")
                .subnetIds(upstream.subnetIds())
                .build();
        select(
                deployment,
                upstream,
                "Aurora",
                List.of(upstream.data().databaseArn()),
                ofCluster(upstream, subnets.getRef()));
        select(
                deployment,
                upstream,
                "EFS",
                List.of(upstream.sites().getFileSystemArn(), upstream.ssl().getFileSystemArn()),
                Map.of("kmsKeyId", upstream.dataKeyArn()));
    }

    /** Without zones AWS Backup takes three of the region by chance, where there may be no subnet. Lists are written as JSON. */
    private static Map<String, String> ofCluster(Upstream upstream, String subnets) {
        var overrides = new TreeMap<String, String>();
        overrides.put("dbSubnetGroupName", subnets);
        overrides.put(
                "vpcSecurityGroupIds",
                list(List.of(upstream.network().database().getSecurityGroupId())));
        if (!upstream.zones().isEmpty()) {
            overrides.put("availabilityZones", list(upstream.zones()));
        }
        return overrides;
    }

    private static String list(List<String> values) {
        return "[\"" + Fn.join("\",\"", values) + "\"]";
    }

    /** Plans and selections are named by letters, digits and underscores, at most 50. */
    private static String name(Deployment deployment, String part) {
        return deployment.name().replace('-', '_') + "_" + part;
    }

    /** AWS Backup infers how a recovery point is restored, except for what is given here. */
    private void select(
            Deployment deployment,
            Upstream upstream,
            String type,
            List<String> resources,
            Map<String, String> overrides) {
        CfnRestoreTestingSelection.Builder.create(this, type)
                .restoreTestingPlanName(plan.getRef())
                .restoreTestingSelectionName(name(deployment, type))
                .protectedResourceType(type)
                .protectedResourceArns(resources)
                .iamRoleArn(upstream.data().backupRoleArn())
                .restoreMetadataOverrides(new TreeMap<>(overrides))
                .validationWindowHours(VALIDATION_HOURS)
                .build();
    }

    String name() {
        return plan.getRef();
    }

    /** Where its clusters are. */
    String subnetGroup() {
        return subnets.getRef();
    }

    String arn() {
        return plan.getAttrRestoreTestingPlanArn();
    }
}

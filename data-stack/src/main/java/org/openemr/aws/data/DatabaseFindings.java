package org.openemr.aws.data;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.settings.installation.DataSettings;
import software.amazon.awscdk.services.rds.DatabaseCluster;

/** The findings that are accepted for the cluster. */
final class DatabaseFindings {

    private DatabaseFindings() {}

    static void accept(DatabaseCluster cluster, DataSettings settings, List<String> instances) {
        acceptMissingDeletionProtection(cluster, settings.deletionProtection());
        if (!settings.generalLog()) {
            Accepted.rule(
                    cluster,
                    "RDSLoggingEnabled[LogExport::general]",
                    "The administrator turned the general log off by setting, aurora_general_log; the audit log, which is exported,"
                            + " has the same statements, with who sent them and from where.");
        }
        Accepted.finding(
                cluster,
                "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                        + "AmazonRDSEnhancedMonitoringRole]",
                "AWS's own policy lets RDS write its metrics to log groups whose names begin with RDS; RDS alone assumes the role.");
        Accepted.finding(
                cluster,
                "AwsSolutions-RDS11",
                "Who reaches the port is decided by the security group, which admits groups of this deployment and no address,"
                        + " and then by TLS and password; another number would hide nothing.");
        Accepted.finding(
                cluster,
                "AwsSolutions-RDS14",
                "Point-in-time restore and recovery points bring back the database beside the running one. Backtrack would"
                        + " rewind it in place, away from the documents on the file system.");
        for (var instance : instances) {
            var construct = cluster.getNode().findChild(instance);
            Accepted.rule(
                    construct,
                    "RDSEnhancedMonitoringEnabled",
                    "Enhanced monitoring is on for the cluster, which sets it on every instance.");
            Accepted.rule(
                    construct,
                    "RDSInBackupPlan",
                    "The plan holds the cluster: Aurora's storage belongs to it and not to an instance.");
        }
    }

    private static void acceptMissingDeletionProtection(DatabaseCluster cluster, boolean deletionProtection) {
        var reason = deletionProtection
                ? "It is on: DatabaseProtection sets it when everything else is there, because a cluster that is protected"
                        + " from its first moment cannot be taken back when a deployment fails."
                : "The administrator turned it off by setting: rds_deletion_protection, or data_on_destroy=delete for an"
                        + " environment whose data nobody will miss, of which every synthesis warns.";
        Accepted.finding(cluster, "AwsSolutions-RDS10", reason);
        Accepted.rule(cluster, "RDSInstanceDeletionProtectionEnabled", reason);
    }
}

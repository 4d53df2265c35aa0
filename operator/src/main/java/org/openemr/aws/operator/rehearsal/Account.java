package org.openemr.aws.operator.rehearsal;

import java.util.List;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.tasks.TaskImage;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.route53.Route53Client;

/** What a person does in the account by hand, and sees there. */
record Account(Aws aws) {

    /** The id of a new hosted zone. */
    String hostedZone(String domain) {
        var id = aws.client(Route53Client.builder())
                .createHostedZone(create -> create.name(domain).callerReference(domain))
                .hostedZone()
                .id();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The ARN of a new certificate. */
    String certificate(String name) {
        return aws.client(AcmClient.builder())
                .requestCertificate(request -> request.domainName(name).validationMethod(ValidationMethod.DNS))
                .certificateArn();
    }

    boolean isDatabaseProtected(DeployedValues values) {
        var identifier = values.get(DataContract.DATABASE_IDENTIFIER);
        return aws.client(RdsClient.builder())
                .describeDBClusters(describe -> describe.dbClusterIdentifier(identifier))
                .dbClusters()
                .get(0)
                .deletionProtection();
    }

    /** Takes the protections off that keep a deployment from being destroyed, as the README tells. */
    void unprotect(DeployedValues values) {
        var identifier = values.get(DataContract.DATABASE_IDENTIFIER);
        aws.client(RdsClient.builder())
                .modifyDBCluster(modify -> modify.dbClusterIdentifier(identifier)
                        .deletionProtection(false)
                        .applyImmediately(true));
        var arn = values.get(NetworkContract.LOAD_BALANCER_ARN);
        var off = LoadBalancerAttribute.builder()
                .key("deletion_protection.enabled")
                .value("false")
                .build();
        aws.client(ElasticLoadBalancingV2Client.builder())
                .modifyLoadBalancerAttributes(
                        modify -> modify.loadBalancerArn(arn).attributes(off));
    }

    /** The image that the service runs. */
    String image(DeployedValues values) {
        var ecs = aws.client(EcsClient.builder());
        var definition = ecs.describeServices(describe -> describe.cluster(values.get(ComputeContract.CLUSTER_NAME))
                        .services(values.get(ComputeContract.SERVICE_NAME)))
                .services()
                .get(0)
                .taskDefinition();
        return TaskImage.of(ecs, definition);
    }

    /** How many backup jobs there were. */
    int backups() {
        return aws.client(BackupClient.builder())
                .listBackupJobs(list -> {})
                .backupJobs()
                .size();
    }

    /** The snapshots of clusters. */
    List<String> snapshots() {
        return aws.client(RdsClient.builder()).describeDBClusterSnapshots(describe -> {}).dbClusterSnapshots().stream()
                .map(DBClusterSnapshot::dbClusterSnapshotIdentifier)
                .toList();
    }
}

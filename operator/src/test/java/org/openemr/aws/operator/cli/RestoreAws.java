package org.openemr.aws.operator.cli;

import static org.openemr.aws.operator.fixtures.LocalAws.BEGIN;

import java.util.List;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** What AWS and the CDK answer while a deployment goes back to an earlier state, besides {@link TrialAws}. */
final class RestoreAws {

    static final String NAME = "openemr-restored-" + Operator.NOW.getEpochSecond();

    /** DataStack, as far as a restore changes it. */
    static final String DATA_TEMPLATE = """
            {"Resources": {"Cluster": {"Type": "AWS::RDS::DBCluster", "Properties": {"SnapshotIdentifier": "%s"}}}}""";

    /** What stands in for the CDK. */
    static final String SYNTHESIS = """
            case $* in *--version) echo 2.1148.1; exit ;; esac
            echo "$@" >> cdk.txt
            [ "$2" != synth ] || { mkdir -p "$5"; echo '%s' > "$5/ComputeStack.template.json"; echo '%s' > "$5/DataStack.template.json"; }
            """.formatted(WorkingAws.computeTemplate("8.4.1"), DATA_TEMPLATE.formatted(NAME));

    /** That of cdk.json. */
    private static final String ENGINE = "8.0.mysql_aurora.3.12.0";

    private RestoreAws() {}

    static void answer(Operator operator) {
        operator.program("npx", SYNTHESIS);
        var aws = operator.aws();
        aws.queryWhere(
                "GetTemplate", "openemr-data", WorkingAws.deployedTemplate(DATA_TEMPLATE.formatted("an-old-one")));
        live(aws, "2026-11-25T11:55:00Z");
        restoredCluster(aws);
        aws.json("AmazonSSM.DeleteParameter", "{}");
        ofRecoveryPoints(aws, ENGINE);
    }

    /** The snapshots that AWS Backup keeps as recovery points. */
    static void ofRecoveryPoints(LocalAws aws, String engine) {
        aws.query("DescribeDBClusterSnapshots", snapshot(engine).formatted("available"));
    }

    private static String snapshot(String engine) {
        return "<DBClusterSnapshots><DBClusterSnapshot><Status>%%s</Status><EngineVersion>%s</EngineVersion></DBClusterSnapshot></DBClusterSnapshots>"
                .formatted(engine);
    }

    /** The deployment's own cluster, and how far its backups reach. */
    static void live(LocalAws aws, String latest) {
        aws.query("DescribeDBClusters", """
                <DBClusters><DBCluster><DBClusterIdentifier>openemr-database</DBClusterIdentifier><Status>available</Status>
                <DBSubnetGroup>own-subnets</DBSubnetGroup><EngineVersion>8.0.mysql_aurora.3.10.0</EngineVersion><StorageEncrypted>true</StorageEncrypted>
                <EarliestRestorableTime>2026-11-18T00:00:00Z</EarliestRestorableTime><LatestRestorableTime>%s</LatestRestorableTime>
                <DBClusterMembers><DBClusterMember><DBInstanceIdentifier>w</DBInstanceIdentifier></DBClusterMember></DBClusterMembers>
                </DBCluster></DBClusters>""".formatted(latest));
    }

    /** RDS: no cluster, then one that is made, a snapshot of it, and the cluster gone again. */
    private static void restoredCluster(LocalAws aws) {
        var missing = LocalAws.xmlError("DBClusterNotFoundFault", "no cluster");
        var noSnapshot = LocalAws.xmlError("DBClusterSnapshotNotFoundFault", "no snapshot");
        var cluster = "<DBClusters><DBCluster><DBClusterIdentifier>" + NAME
                + "</DBClusterIdentifier><Status>%s</Status></DBCluster></DBClusters>";
        var snapshot = snapshot(ENGINE);
        for (var state : List.of(BEGIN, "snapshot, no cluster")) {
            aws.queryInState(NAME, state, state, "DescribeDBClusters", NAME, missing);
        }
        for (var state : List.of(BEGIN, "made", "there")) {
            aws.queryInState(NAME, state, state, "DescribeDBClusterSnapshots", NAME, noSnapshot);
        }
        aws.queryInState(NAME, BEGIN, "made", "RestoreDBClusterToPointInTime", NAME, "<DBCluster/>");
        aws.queryInState(NAME, "made", "there", "DescribeDBClusters", NAME, cluster.formatted("creating"));
        aws.queryInState(NAME, "there", "there", "DescribeDBClusters", NAME, cluster.formatted("available"));
        aws.queryInState(NAME, "there", "snapshot begun", "CreateDBClusterSnapshot", NAME, "<DBClusterSnapshot/>");
        aws.queryInState(
                NAME, "snapshot begun", "snapshot", "DescribeDBClusterSnapshots", NAME, snapshot.formatted("creating"));
        for (var state : List.of("snapshot begun", "snapshot")) {
            aws.queryInState(NAME, state, state, "DescribeDBClusters", NAME, cluster.formatted("available"));
        }
        for (var state : List.of("snapshot", "snapshot, no cluster")) {
            aws.queryInState(NAME, state, state, "DescribeDBClusterSnapshots", NAME, snapshot.formatted("available"));
        }
        aws.queryInState(NAME, "snapshot", "snapshot, no cluster", "DeleteDBCluster", NAME, "<DBCluster/>");
        aws.query("DeleteDBClusterSnapshot", "<DBClusterSnapshot/>");
    }
}

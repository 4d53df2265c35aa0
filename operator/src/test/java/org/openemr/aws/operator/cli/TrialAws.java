package org.openemr.aws.operator.cli;

import static org.openemr.aws.operator.fixtures.LocalAws.BEGIN;

import java.util.List;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/**
 * What AWS answers while recovery points are tried out. It refuses what AWS refuses: a cluster is not deleted while an instance is there, nor a
 * file system while it has a mount target.
 */
final class TrialAws {

    static final String CLUSTER = "openemr-verify-" + Operator.NOW.getEpochSecond();

    static final String CLUSTER_ARN = "arn:aws:rds:us-east-1:111122223333:cluster:" + CLUSTER;

    private static final String FILE_SYSTEM_ARN = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/";

    private static final String CLUSTERS = "DescribeDBClusters";
    private static final String MEMBER =
            "<DBClusterMembers><DBClusterMember><DBInstanceIdentifier>%s-1</DBInstanceIdentifier></DBClusterMember></DBClusterMembers>"
                    .formatted(CLUSTER);
    private static final String SECRET =
            "<MasterUserSecret><SecretArn>arn:aws:secretsmanager:us-east-1:111122223333:secret:rds!cluster-1</SecretArn>"
                    + "<SecretStatus>active</SecretStatus></MasterUserSecret>";
    private static final String REFUSED = LocalAws.xmlError(
            "InvalidDBClusterStateFault", "Cluster cannot be deleted, it still contains DB instances");

    private TrialAws() {}

    static void answer(LocalAws aws) {
        restores(aws);
        cluster(aws, CLUSTER);
        fileSystem(aws, "sites", "fs-0a1b2c3d4e5f60701");
        fileSystem(aws, "ssl", "fs-0a1b2c3d4e5f60702");
        database(aws);
        task(aws);
        aws.rest("GET", "/2015-02-01/file-systems", "{\"FileSystems\":[]}");
    }

    private static void restores(LocalAws aws) {
        aws.rest(
                "GET",
                "/backup-vaults/.*/recovery-points/.*/restore-metadata",
                "{\"RestoreMetadata\":{\"Engine\":\"aurora-mysql\",\"KmsKeyId\":\"key\"}}");
        List.of("database", "sites", "ssl")
                .forEach(store -> aws.restWith(
                        "PUT",
                        "/restore-jobs",
                        "recovery-point:" + store,
                        "{\"RestoreJobId\":\"r-%s\"}".formatted(store)));
        made(aws, "database", CLUSTER_ARN);
        made(aws, "sites", FILE_SYSTEM_ARN + "fs-0a1b2c3d4e5f60701");
        made(aws, "ssl", FILE_SYSTEM_ARN + "fs-0a1b2c3d4e5f60702");
    }

    private static void made(LocalAws aws, String store, String arn) {
        aws.rest(
                "GET",
                "/restore-jobs/r-" + store,
                "{\"Status\":\"COMPLETED\",\"PercentDone\":\"100\",\"CreatedResourceArn\":\"%s\"}".formatted(arn));
    }

    /** A cluster as AWS Backup leaves it, without an instance. */
    static void cluster(LocalAws aws, String name) {
        aws.queryInState(name, BEGIN, BEGIN, CLUSTERS, name, cluster(name, ""));
        aws.queryInState(name, BEGIN, "instance", "CreateDBInstance", name, "<DBInstance/>");
        aws.queryInState(name, "instance", "instance is there", CLUSTERS, name, cluster(name, MEMBER));
        aws.queryInState(name, "instance is there", "instance is there", CLUSTERS, name, cluster(name, MEMBER));
        aws.queryInState(
                name,
                "instance is there",
                "password",
                "ModifyDBCluster",
                "ManageMasterUserPassword=true",
                "<DBCluster/>");
        aws.queryInState(
                name,
                "password",
                "password is active",
                CLUSTERS,
                name,
                cluster(name, MEMBER + SECRET.replace("active", "creating")));
        aws.queryInState(
                name, "password is active", "password is active", CLUSTERS, name, cluster(name, MEMBER + SECRET));
        aws.queryInState(
                name,
                "password is active",
                "open",
                "EnableHttpEndpoint",
                "",
                "<HttpEndpointEnabled>true</HttpEndpointEnabled>");
        aws.queryInState(
                name,
                "open",
                "open",
                CLUSTERS,
                name,
                cluster(name, MEMBER + SECRET + "<HttpEndpointEnabled>true</HttpEndpointEnabled>"));
        for (var state : List.of("instance", "instance is there", "password", "password is active", "open")) {
            aws.queryInState(name, state, state, "DeleteDBCluster", name, REFUSED);
            aws.queryInState(name, state, "instance is deleted", "DeleteDBInstance", name + "-1", "<DBInstance/>");
        }
        aws.queryInState(name, BEGIN, "deleting", "DeleteDBCluster", name, "<DBCluster/>");
        aws.queryInState(name, "instance is deleted", "deleting", "DeleteDBCluster", name, "<DBCluster/>");
        aws.queryInState(name, "instance is deleted", "instance is deleted", CLUSTERS, name, cluster(name, MEMBER));
        aws.queryInState(
                name, "deleting", "gone", CLUSTERS, name, cluster(name, "").replace("available", "deleting"));
        aws.queryInState(
                name, "gone", "gone", CLUSTERS, name, LocalAws.xmlError("DBClusterNotFoundFault", "no cluster"));
        aws.queryInState(
                name,
                "gone",
                "gone",
                "DeleteDBCluster",
                name,
                LocalAws.xmlError("DBClusterNotFoundFault", "no cluster"));
        aws.query("ModifyDBCluster", "<DBCluster/>");
        aws.query("AddTagsToResource", "");
        aws.query(
                "DescribeDBInstances",
                "<DBInstances><DBInstance><DBInstanceStatus>creating</DBInstanceStatus></DBInstance></DBInstances>",
                "<DBInstances><DBInstance><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances>");
    }

    private static String cluster(String name, String more) {
        return """
                <DBClusters><DBCluster><DBClusterIdentifier>%s</DBClusterIdentifier><DBClusterArn>%s</DBClusterArn><Status>available</Status>
                <StorageEncrypted>true</StorageEncrypted><Engine>aurora-mysql</Engine><EngineVersion>8.0.mysql_aurora.3.10.0</EngineVersion>
                %s</DBCluster></DBClusters>""".formatted(name, CLUSTER_ARN, more);
    }

    /** A file system as AWS Backup leaves it, without a mount target. */
    static void fileSystem(LocalAws aws, String trial, String id) {
        var target = "fsmt-" + id.substring("fs-".length());
        var fileSystems = "/2015-02-01/file-systems";
        var targets = "/2015-02-01/mount-targets";
        var there = "{\"FileSystems\":[%s]}".formatted(description(id, "made-by-a-test"));
        for (var state : List.of(BEGIN, "mounted", "unmounted")) {
            aws.restInState(id, state, state, "GET", fileSystems, id, there);
        }
        aws.restInState(id, BEGIN, BEGIN, "GET", targets, id, "{\"MountTargets\":[]}");
        aws.restInState(id, BEGIN, "mounted", "POST", targets, id, "{}");
        aws.restInState(id, "mounted", "mounted", "GET", targets, id, mountTarget(target, id));
        aws.restInState(id, "mounted", "unmounted", "DELETE", targets + "/" + target, "", "");
        aws.restInState(
                id,
                "mounted",
                "mounted",
                "DELETE",
                fileSystems + "/" + id,
                "",
                LocalAws.error("FileSystemInUse", "in use"));
        aws.restInState(id, "unmounted", "mounted", "POST", targets, id, "{}");
        aws.restInState(id, "unmounted", "unmounted", "GET", targets, id, "{\"MountTargets\":[]}");
        for (var state : List.of(BEGIN, "unmounted")) {
            aws.restInState(id, state, "gone", "DELETE", fileSystems + "/" + id, "", "");
        }
        for (var path : List.of(fileSystems, targets)) {
            aws.restInState(
                    id, "gone", "gone", "GET", path, id, LocalAws.error("FileSystemNotFound", "no file system"));
        }
        aws.rest("POST", "/2015-02-01/resource-tags/.*", "{}");
        aws.rest("DELETE", "/2015-02-01/resource-tags/.*", "{}");
        aws.rest("PUT", "/2015-02-01/file-systems/.*", "{}");
    }

    private static String mountTarget(String target, String id) {
        return """
                {"MountTargets":[{"MountTargetId":"%s","FileSystemId":"%s","SubnetId":"the-private-subnet-1-id","LifeCycleState":"available"}]}""".formatted(target, id);
    }

    /** A file system in a list. */
    static String description(String id, String token) {
        return """
                {"FileSystemId":"%s","CreationToken":"%s","LifeCycleState":"available","Encrypted":true,"SizeInBytes":{"Value":99},"Tags":[]}""".formatted(id, token);
    }

    private static void database(LocalAws aws) {
        aws.restWith("POST", "/Execute", "AS value FROM version", row("{\"stringValue\":\"8.4.1\"}"));
        aws.restWith("POST", "/Execute", "COUNT(*) AS value FROM patient_data", row("{\"longValue\":4200}"));
        aws.restWith("POST", "/Execute", "COUNT(*) AS value FROM form_encounter", row("{\"longValue\":17000}"));
        aws.restWith("POST", "/Execute", "COUNT(*) AS value FROM documents", row("{\"longValue\":310}"));
        aws.restWith("POST", "/Execute", "FROM documents WHERE", """
                {"columnMetadata":[{"label":"id"},{"label":"url"},{"label":"path_depth"},{"label":"size"},{"label":"hash"}],
                "records":[[{"longValue":310},{"stringValue":"file:///var/www/localhost/htdocs/openemr/sites/default/documents/7/0a1b"},
                {"longValue":1},{"longValue":6},{"stringValue":"ab"}],
                [{"longValue":309},{"stringValue":"file:///var/www/localhost/htdocs/openemr/sites/default/documents/8/0a1c"},
                {"longValue":1},{"longValue":6},{"stringValue":"cd"}]]}""");
    }

    private static String row(String value) {
        return "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":[[%s]]}".formatted(value);
    }

    private static void task(LocalAws aws) {
        aws.jsonWhere("AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition", "file-check", """
                {"taskDefinition":{"family":"openemr-file-check","taskRoleArn":"arn:aws:iam::111122223333:role/task",
                "executionRoleArn":"arn:aws:iam::111122223333:role/execution","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"],
                "cpu":"256","memory":"512","runtimePlatform":{"cpuArchitecture":"ARM64","operatingSystemFamily":"LINUX"},
                "containerDefinitions":[{"name":"file-check","image":"openemr/openemr:8.4.1","mountPoints":
                [{"sourceVolume":"sites","containerPath":"/restored","readOnly":true}]}],
                "volumes":[{"name":"sites","efsVolumeConfiguration":{"fileSystemId":"fs-0sites","transitEncryption":"ENABLED",
                "authorizationConfig":{"iam":"ENABLED"}}}]}}""");
        aws.json(
                "AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition",
                "{\"taskDefinition\":{\"taskDefinitionArn\":\"arn:aws:ecs:us-east-1:111122223333:task-definition/openemr-file-check-trial:1\"}}");
        aws.json(
                "AmazonEC2ContainerServiceV20141113.ListTaskDefinitions",
                "{\"taskDefinitionArns\":[\"arn:aws:ecs:us-east-1:111122223333:task-definition/openemr-file-check-trial:1\"]}");
        aws.json("AmazonEC2ContainerServiceV20141113.DeregisterTaskDefinition", "{}");
        aws.jsonWhere("AmazonEC2ContainerServiceV20141113.ListTasks", "openemr-file-check", "{\"taskArns\":[]}");
        log(aws, "DOCUMENT 310 identical", "DOCUMENT 309 encrypted", "2026-11-25T12:00:00Z CHECKED");
    }

    /** What the task wrote. */
    static void log(LocalAws aws, String... lines) {
        var events =
                List.of(lines).stream().map("{\"message\":\"%s\"}"::formatted).toList();
        aws.jsonWhere(
                "Logs_20140328.GetLogEvents",
                "ecs/file-check",
                "{\"events\":[%s]}".formatted(String.join(",", events)));
    }
}

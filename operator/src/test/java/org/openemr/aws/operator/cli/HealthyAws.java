package org.openemr.aws.operator.cli;

import java.time.Duration;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** What AWS answers of a deployment that is well. */
final class HealthyAws {

    private HealthyAws() {}

    static void answer(LocalAws aws) {
        aws.json("secretsmanager.DescribeSecret", WorkingAws.versions("1-now", ""));
        aws.json("AWSStepFunctions.ListExecutions", WorkingAws.execution("1-now", "SUCCEEDED"));
        aws.query("GetCallerIdentity", "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/x</Arn>");
        aws.query("DescribeStacks", stack("UPDATE_COMPLETE"));
        aws.queryWhere(
                "DescribeStacks",
                "openemr-dns",
                LocalAws.xmlError("ValidationError", "Stack with id openemr-dns does not exist"));
        aws.queryWhere(
                "DescribeStacks",
                "openemr-analytics",
                LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        aws.json("ContainerServiceV20141113.DescribeServices", service(2, 2, "COMPLETED"));
        aws.json("ContainerServiceV20141113.DescribeTaskDefinition", taskDefinition("8.4.1"));
        aws.json(
                "AnyScaleFrontendService.DescribeScalableTargets",
                "{\"ScalableTargets\":[{\"MinCapacity\":2,\"MaxCapacity\":100}]}");
        aws.query(
                "DescribeTargetGroups",
                "<TargetGroups><member><TargetGroupArn>arn:tg</TargetGroupArn></member></TargetGroups>");
        aws.query(
                "DescribeTargetHealth",
                "<TargetHealthDescriptions>"
                        + "<member><TargetHealth><State>healthy</State></TargetHealth></member>".repeat(2)
                        + "</TargetHealthDescriptions>");
        aws.query(
                "DescribeListeners",
                "<Listeners><member><Certificates><member><CertificateArn>arn:cert</CertificateArn></member></Certificates></member></Listeners>");
        aws.json(
                "CertificateManager.DescribeCertificate",
                "{\"Certificate\":{\"DomainName\":\"openemr.clinic.example.org\",\"Status\":\"ISSUED\",\"NotAfter\":%d}}"
                        .formatted(Operator.NOW.plus(Duration.ofDays(200)).getEpochSecond()));
        aws.query(
                "DescribeDBClusters",
                "<DBClusters><DBCluster><Status>available</Status><StorageEncrypted>true</StorageEncrypted>"
                        + "<Engine>aurora-mysql</Engine><EngineVersion>8.0.mysql_aurora.3.10.0</EngineVersion>"
                        + "<DBClusterIdentifier>openemr-verify</DBClusterIdentifier><DBClusterMembers>"
                        + "<DBClusterMember><IsClusterWriter>true</IsClusterWriter></DBClusterMember>".repeat(2)
                        + "</DBClusterMembers></DBCluster></DBClusters>");
        aws.query(
                "DescribeServerlessCaches",
                "<ServerlessCaches><member><Status>available</Status></member></ServerlessCaches>");
        aws.rest(
                "GET",
                "/backup-vaults/.*/recovery-points/",
                points(
                        point("database", 2, "COMPLETED"),
                        point("sites", 3, "COMPLETED"),
                        point("ssl", 3, "COMPLETED")));
        aws.json("Logs_20140328.DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"openemr-tasks-0a1b2c3d\"}]}");
        reports(
                aws,
                report("ecs/openemr/openemr/1", "database=answers cache=silent 1"),
                report("ecs/openemr/openemr/1", "database=answers cache=answers 0"),
                report("ecs/openemr/openemr/2", "database=answers cache=answers 0"));
        aws.query("DescribeAlarms", "<MetricAlarms/>");
    }

    /** What tasks reported of database and cache. */
    static void reports(LocalAws aws, String... reports) {
        aws.jsonWhere(
                "Logs_20140328.FilterLogEvents",
                "\"filterPattern\":\"[time, report = ",
                "{\"events\":[%s]}".formatted(String.join(",", reports)));
    }

    /** A line of a task. */
    static String report(String stream, String state) {
        return """
                {"eventId":"1","timestamp":1795608000000,"logStreamName":"%s","message":"2026-11-25T12:00:00Z HEALTH %s"}""".formatted(stream, state);
    }

    static String stack(String status) {
        return "<Stacks><member><StackName>x</StackName><StackStatus>%s</StackStatus></member></Stacks>"
                .formatted(status);
    }

    static String service(int running, int desired, String rollout) {
        return """
                {"services":[{"runningCount":%d,"desiredCount":%d,"taskDefinition":"openemr-openemr:3",
                "deployments":[{"status":"ACTIVE","rolloutState":"IN_PROGRESS"},{"status":"PRIMARY","rolloutState":"%s"}]}]}""".formatted(running, desired, rollout);
    }

    /** What a task of a release runs. */
    static String taskDefinition(String version) {
        return "{\"taskDefinition\":{\"containerDefinitions\":[{\"name\":\"openemr\",\"image\":\"openemr/openemr:%s\"}]}}"
                .formatted(version);
    }

    static String points(String... points) {
        return "{\"RecoveryPoints\":[%s]}".formatted(String.join(",", points));
    }

    /** A recovery point of a store, taken some hours ago. */
    static String point(String store, int hoursAgo, String state) {
        return """
                {"RecoveryPointArn":"arn:aws:backup:us-east-1:111122223333:recovery-point:%s-%d","ResourceArn":"%s",
                "CreationDate":%d,"Status":"%s","BackupSizeInBytes":5242881}""".formatted(
                        store,
                        hoursAgo,
                        resource(store),
                        Operator.NOW.minus(Duration.ofHours(hoursAgo)).getEpochSecond(),
                        state);
    }

    static String resource(String store) {
        return switch (store) {
            case "database" -> "arn:aws:rds:us-east-1:111122223333:cluster:openemr-database";
            case "other" -> "arn:aws:rds:us-east-1:111122223333:cluster:somebody-elses";
            default -> "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0" + store;
        };
    }
}

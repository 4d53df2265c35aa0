package org.openemr.aws.recovery;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the function may do that looks after restore tests: nothing to what the deployment itself consists of. */
record RestoreTestPermissions(HandlerFunction look, Deployment deployment, Upstream upstream, String subnetGroup) {

    /** How AWS Backup names clusters that it restores for tests. */
    private static final String RESTORED = "awsbackup-restore-test-*";

    /** The tag of everything that it restores for tests. */
    private static final String IS_RESTORED = "aws:ResourceTag/awsbackup-restore-test";

    private static final String NOT_NAMED_BEFORE =
            "AWS Backup names it when it restores; these are what restore tests restored.";

    /** The record of the latest proof. */
    static String record(Deployment deployment) {
        return ResourceArn.of("ssm", "parameter%s/backup-verify".formatted(deployment.recordRoot()));
    }

    void add() {
        mayTellAndRecord();
        mayUseTheCluster();
        mayAskTheCluster();
        mayMountFiles();
        mayRunTheTask();
        look.acceptWildcardResource(
                "*",
                "Restore jobs, task definitions, subnets and network interfaces that are described, and tracing have no resource for it.");
    }

    private void mayTellAndRecord() {
        look.allow(
                List.of("backup:DescribeRestoreJob", "backup:ListRestoreJobs", "backup:PutRestoreValidationResult"),
                List.of("*"));
        look.allow(List.of("ssm:GetParameter", "ssm:PutParameter"), List.of(record(deployment)));
    }

    private void mayUseTheCluster() {
        var cluster = ResourceArn.of("rds", "cluster:" + RESTORED);
        var instance = ResourceArn.of("rds", "db:" + RESTORED);
        look.allow(
                List.of(
                        "rds:AddTagsToResource",
                        "rds:CreateDBInstance",
                        "rds:DescribeDBClusters",
                        "rds:EnableHttpEndpoint",
                        "rds:ModifyDBCluster"),
                List.of(cluster));
        look.allow(
                List.of(
                        "rds:AddTagsToResource",
                        "rds:CreateDBInstance",
                        "rds:DeleteDBInstance",
                        "rds:DescribeDBInstances",
                        "rds:ModifyDBInstance"),
                List.of(instance));
        // RDS asks for what an instance uses, too:
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html
        for (var used : List.of("og:default*", "pg:default*")) {
            look.allow(List.of("rds:CreateDBInstance"), List.of(ResourceArn.of("rds", used)));
            look.acceptWildcardResource(
                    ResourceArn.of("rds", used), "The groups that RDS itself has, by engine and version.");
        }
        look.allow(List.of("rds:CreateDBInstance"), List.of(ResourceArn.of("rds", "subgrp:" + subnetGroup)));
        look.acceptWildcardResource(cluster, NOT_NAMED_BEFORE);
        look.acceptWildcardResource(instance, NOT_NAMED_BEFORE);
    }

    /** RDS keeps the password of the restored cluster's administrator in a secret, made in the name of who asks for it. */
    private void mayAskTheCluster() {
        var secrets = ResourceArn.of("secretsmanager", "secret:rds!cluster-*");
        look.allow(List.of("rds-data:ExecuteStatement"), List.of(ResourceArn.of("rds", "cluster:" + RESTORED)));
        look.allow(List.of("secretsmanager:CreateSecret", "secretsmanager:TagResource"), List.of(secrets));
        look.allow(PolicyStatement.Builder.create()
                .actions(List.of("secretsmanager:GetSecretValue"))
                .resources(List.of(secrets))
                .conditions(Map.of(
                        "StringLike",
                        Map.of(
                                "aws:ResourceTag/aws:rds:primaryDBClusterArn",
                                ResourceArn.of("rds", "cluster:" + RESTORED))))
                .build());
        look.acceptWildcardResource(
                secrets, "RDS names it; it is read only when RDS says that it is of a cluster of a restore test.");
        var keys = ResourceArn.of("kms", "key/*");
        look.allow(List.of("kms:DescribeKey"), List.of(keys));
        look.acceptWildcardResource(
                keys,
                "RDS looks up the key of Secrets Manager, which is another in each account; keys are described and not used.");
    }

    private void mayMountFiles() {
        var files = ResourceArn.of("elasticfilesystem", "file-system/*");
        look.allow(PolicyStatement.Builder.create()
                .actions(List.of(
                        "elasticfilesystem:CreateMountTarget",
                        "elasticfilesystem:DeleteMountTarget",
                        "elasticfilesystem:TagResource"))
                .resources(List.of(files))
                .conditions(Map.of("Null", Map.of(IS_RESTORED, "false")))
                .build());
        // Of a file system that is gone there is no tag: with the condition it would be denied, and not missing.
        look.allow(
                List.of("elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeMountTargets"),
                List.of(files));
        look.acceptWildcardResource(
                files,
                "AWS Backup names it when it restores: all can be described, and those with the tag of a restore test mounted.");
        look.allow(List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"), List.of("*"));
        var subnet = ResourceArn.of("ec2", "subnet/" + upstream.subnetIds().get(0));
        var interfaces = ResourceArn.of("ec2", "network-interface/*");
        look.allow(
                List.of("ec2:CreateNetworkInterface"),
                List.of(
                        subnet,
                        ResourceArn.of("ec2", "security-group/" + upstream.sitesGroupId()),
                        ResourceArn.of("ec2", "security-group/" + upstream.sslGroupId()),
                        interfaces));
        look.allow(PolicyStatement.Builder.create()
                .actions(List.of("ec2:DeleteNetworkInterface"))
                .resources(List.of(interfaces))
                .conditions(Map.of("ArnEquals", Map.of("ec2:Subnet", subnet)))
                .build());
        look.acceptWildcardResource(
                interfaces,
                "A mount target's interface gets its id when EFS makes it, in the one subnet that is allowed.");
    }

    private void mayRunTheTask() {
        var family = TaskKind.FILE_CHECK.family(deployment);
        var cluster = ResourceArn.of("ecs", "cluster/" + upstream.compute().clusterName());
        var ofCluster = Map.of("ArnEquals", Map.of("ecs:cluster", cluster));
        look.allow(
                List.of("ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"),
                List.of("*"));
        var revisions = ResourceArn.of("ecs", "task-definition/" + family + "-restore-test:*");
        look.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:RunTask"))
                .resources(List.of(revisions))
                .conditions(ofCluster)
                .build());
        look.allow(List.of("ecs:RegisterTaskDefinition"), List.of(revisions));
        look.acceptWildcardResource(revisions, "Each restored file system gets a revision of its own.");
        look.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:ListTasks"))
                .resources(List.of("*"))
                .conditions(ofCluster)
                .build());
        var tasks = ResourceArn.of("ecs", "task/" + upstream.compute().clusterName() + "/*");
        look.allow(List.of("ecs:DescribeTasks", "ecs:StopTask"), List.of(tasks));
        look.acceptWildcardResource(
                ResourceArn.of("ecs", "task/<ComputeClusterName>/*"),
                "Tasks get their ids when they start; these are of this deployment's cluster.");
        look.allow(ServiceRole.pass(
                "ecs-tasks", upstream.compute().fileCheckRoleArns().toArray(String[]::new)));
        var streams = ResourceArn.of(
                "logs",
                "log-group:%s:log-stream:%s/*"
                        .formatted(upstream.compute().logGroupName(), TaskKind.FILE_CHECK.streamPrefix()));
        look.allow(List.of("logs:GetLogEvents"), List.of(streams));
        look.acceptWildcardResource(
                ResourceArn.of(
                        "logs",
                        "log-group:<ComputeLogGroupName>:log-stream:%s/*"
                                .formatted(TaskKind.FILE_CHECK.streamPrefix())),
                "A stream is named by its task; these are of the task that opens files.");
    }
}

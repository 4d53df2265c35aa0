package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Accepted;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.FunctionHandler;
import org.openemr.aws.contracts.FunctionLogs;
import org.openemr.aws.contracts.HandlerFunction;
import org.openemr.aws.contracts.ServiceRole;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.customresources.LogOptions;
import software.amazon.awscdk.customresources.Provider;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Runs tasks for CloudFormation: one function begins a run, another is asked until it has ended. The waiting is the
 * provider's state machine, so no function's time limit bounds it.
 */
final class TaskRunProvider extends Construct {

    private static final Duration POLL_INTERVAL = Duration.seconds(20);
    private static final HandlerFunction.Options OPTIONS = HandlerFunction.Options.timeout(Duration.minutes(2));

    private final OpenEmrCluster cluster;
    private final HandlerFunction start;
    private final HandlerFunction progress;
    private final List<IRole> frameworkRoles;
    private final Provider provider;

    TaskRunProvider(Construct scope, Deployment deployment, OpenEmrCluster cluster, IKey logKey) {
        super(scope, "TaskRunProvider");
        this.cluster = cluster;
        start = new HandlerFunction(this, "Start", deployment, FunctionHandler.TASK_RUN_START, logKey, OPTIONS);
        progress =
                new HandlerFunction(this, "Progress", deployment, FunctionHandler.TASK_RUN_PROGRESS, logKey, OPTIONS);
        var logs = FunctionLogs.create(
                this, "Logs", "/aws/lambda/" + deployment.physicalName("task-run-provider"), logKey);
        frameworkRoles = List.of(frameworkRole("OnEventRole", logs), frameworkRole("CompleteRole", logs));
        provider = Provider.Builder.create(this, "Provider")
                .onEventHandler(start.function())
                .isCompleteHandler(progress.function())
                .queryInterval(POLL_INTERVAL)
                .totalTimeout(TaskRun.LONGEST_WAIT)
                .frameworkOnEventRole(frameworkRoles.get(0))
                .frameworkCompleteAndTimeoutRole(frameworkRoles.get(1))
                .logGroup(logs)
                .disableWaiterStateMachineLogging(false)
                .waiterStateMachineLogOptions(LogOptions.builder()
                        .destination(FunctionLogs.create(
                                this,
                                "WaiterLogs",
                                deployment.logGroupName("/aws/vendedlogs/states/", "task-run"),
                                logKey))
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build();
        mayFollowTasks();
        acceptFindings();
    }

    String serviceToken() {
        return provider.getServiceToken();
    }

    /** Lets the provider run tasks of a definition, whatever its revision. */
    void mayRun(FargateTaskDefinition task, String family) {
        var revisions = cluster.taskDefinitionArn(family + ":*");
        progress.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:RunTask"))
                .resources(List.of(revisions))
                .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", cluster.arn())))
                .build());
        progress.acceptWildcardResource(
                revisions,
                "CloudFormation hands over an older revision when it rolls back; every one is of this family.");
        progress.allow(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(
                        task.getTaskRole().getRoleArn(),
                        task.obtainExecutionRole().getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")))
                .build());
    }

    /** Lets the provider take recovery points before an upgrade. */
    void mayBackUp(BackupBeforeUpgrade backup) {
        start.allow(List.of("backup:StartBackupJob"), List.of(backup.vaultArn()));
        start.allow(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(backup.roleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "backup.amazonaws.com")))
                .build());
        progress.allow(List.of("backup:DescribeBackupJob"), List.of("*"));
    }

    private void mayFollowTasks() {
        progress.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:ListTasks"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", cluster.arn())))
                .build());
        progress.allow(List.of("ecs:DescribeTasks", "ecs:StopTask"), List.of(cluster.taskArns()));
        progress.allow(tagNewTasks(cluster.taskArns()));
    }

    private static PolicyStatement tagNewTasks(String taskArns) {
        return PolicyStatement.Builder.create()
                .actions(List.of("ecs:TagResource"))
                .resources(List.of(taskArns))
                .conditions(Map.of("StringEquals", Map.of("ecs:CreateAction", "RunTask")))
                .build();
    }

    private IRole frameworkRole(String id, ILogGroup logs) {
        var role = ServiceRole.create(this, id, "lambda", "The custom resource framework of the task runs");
        logs.grantWrite(role);
        return role;
    }

    private void acceptFindings() {
        progress.acceptWildcardResource(
                "*",
                "ecs:ListTasks and backup:DescribeBackupJob have no resource for a task or a job that is yet to be; the"
                        + " former is bound to this cluster by condition, the latter reads one job's state.");
        progress.acceptWildcardResource(
                cluster.taskArns(),
                "Tasks get their ids when they start; these are the tasks of this deployment's cluster.");
        acceptOnProvider(
                "HIPAA.Security-IAMNoInlinePolicy", "The policy of the waiting state machine is for its role alone.");
        Accepted.wildcardResource(
                provider,
                "*",
                "The log delivery API of CloudWatch Logs, which Step Functions uses, has no resource-level permission.");
        acceptOnProvider("AwsSolutions-SF2", "It waits for a task and does nothing else; its log shows every step.");
        acceptOnProvider(
                "HIPAA.Security-LambdaConcurrency", "CloudFormation alone invokes it, one deployment at a time.");
        acceptOnProvider(
                "HIPAA.Security-LambdaDLQ",
                "It is invoked synchronously, or by a state machine that reports a failure to CloudFormation.");
        acceptOnProvider(
                "HIPAA.Security-LambdaInsideVPC", "It calls our functions and CloudFormation, nothing in the VPC.");
        for (var function : List.of(start.function(), progress.function())) {
            for (var role : frameworkRoles) {
                Accepted.wildcardResource(
                        role, anyVersionOf(function), "The framework invokes this one function, in any version.");
            }
        }
        for (var part : List.of("framework-isComplete", "framework-onTimeout")) {
            Accepted.wildcardResource(
                    provider,
                    anyVersionOf(provider.getNode().findChild(part)),
                    "The state machine invokes this one function of the framework, in any version.");
        }
    }

    private static String anyVersionOf(IConstruct function) {
        return "<" + Accepted.printedReference(function) + ".Arn>:*";
    }

    private void acceptOnProvider(String finding, String reason) {
        Accepted.finding(provider, finding, reason);
    }
}

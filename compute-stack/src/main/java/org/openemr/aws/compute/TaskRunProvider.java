package org.openemr.aws.compute;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionMachine;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Runs tasks for CloudFormation: one function begins a run, a state machine has another look after it until it has ended and
 * CloudFormation is told. No function's time limit bounds the waiting.
 */
final class TaskRunProvider extends Construct {

    private static final HandlerFunction.Options OPTIONS = HandlerFunction.Options.timeout(Duration.minutes(2));

    private final OpenEmrCluster cluster;
    private final HandlerFunction start;
    private final HandlerFunction progress;

    TaskRunProvider(Construct scope, Deployment deployment, OpenEmrCluster cluster, FunctionSupport support) {
        super(scope, "TaskRunProvider");
        this.cluster = cluster;
        progress =
                new HandlerFunction(this, "Progress", deployment, FunctionHandler.TASK_RUN_PROGRESS, support, OPTIONS);
        // The definition is a file of its own beside this class.
        var stateMachine = FunctionMachine.create(
                this,
                deployment,
                support,
                "task-run",
                "Looks after task runs",
                ResourceFile.read(TaskRunProvider.class, "task-run.asl.json"),
                "Progress",
                progress);
        start = new HandlerFunction(
                this,
                "Start",
                deployment,
                FunctionHandler.TASK_RUN_START,
                support,
                OPTIONS.variables(Map.of("STATE_MACHINE_ARN", stateMachine.getStateMachineArn())));
        start.allow(List.of("states:StartExecution"), List.of(stateMachine.getStateMachineArn()));
        for (var function : List.of(start, progress)) {
            function.allow(List.of("cloudformation:DescribeStacks"), List.of(Aws.STACK_ID));
        }
        maySeeTasks(start);
        maySeeTasks(progress);
        mayEndAndTagTasks();
        acceptFindings();
    }

    String serviceToken() {
        return start.function().getFunctionArn();
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(start, "A task run did not begin: see the log group of the function.");
        alarms.watchFunction(progress, "A task run could not be followed: see the log group of the function.");
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
        progress.allow(ServiceRole.pass(
                "ecs-tasks",
                task.getTaskRole().getRoleArn(),
                task.obtainExecutionRole().getRoleArn()));
    }

    /** Lets the provider take recovery points before an upgrade. */
    void mayBackUp(BackupBeforeUpgrade backup) {
        start.allow(List.of("backup:StartBackupJob"), List.of(backup.vaultArn()));
        // AWS Backup asks for it when a job brings tags for its recovery point; the role that it backs up with
        // has it by the policy of AWS. https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
        for (var points : List.of("backup:%s:%s:recovery-point:*", "rds:%s:%s:cluster-snapshot:awsbackup:*")) {
            var arn = "arn:" + Aws.PARTITION + ":" + points.formatted(Aws.REGION, Aws.ACCOUNT_ID);
            start.allow(List.of("backup:TagResource"), List.of(arn));
            start.acceptWildcardResource(arn, "A recovery point gets its id when its job begins.");
        }
        start.allow(ServiceRole.pass("backup", backup.roleArn()));
        progress.allow(List.of("backup:DescribeBackupJob"), List.of("*"));
    }

    private void maySeeTasks(HandlerFunction function) {
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:ListTasks"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", cluster.arn())))
                .build());
        function.allow(List.of("ecs:DescribeTasks"), List.of(cluster.taskArns()));
        function.acceptWildcardResource(
                cluster.taskArns(),
                "Tasks get their ids when they start; these are the tasks of this deployment's cluster.");
    }

    private void mayEndAndTagTasks() {
        progress.allow(List.of("ecs:StopTask"), List.of(cluster.taskArns()));
        progress.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:TagResource"))
                .resources(List.of(cluster.taskArns()))
                .conditions(Map.of("StringEquals", Map.of("ecs:CreateAction", "RunTask")))
                .build());
    }

    private void acceptFindings() {
        progress.acceptWildcardResource(
                "*",
                "ecs:ListTasks, backup:DescribeBackupJob and tracing have no resource for a task or a job that is yet to be;"
                        + " the first is bound to this cluster by condition, the second reads one job's state.");
        start.acceptWildcardResource(
                "*", "ecs:ListTasks and tracing have no resource; the first is bound to this cluster by condition.");
    }
}

package org.openemr.aws.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionMachine;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.Executions;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** A state machine that begins with the plan and has a function look after the test until it is over. */
final class RestoreTest extends Construct {

    private static final String DEFINITION = "restore-test.asl.json";
    private static final String PART = "restore-test";

    private final HandlerFunction look;
    private final StateMachine machine;

    RestoreTest(Construct scope, Deployment deployment, Upstream upstream, RestoreTestingPlan plan) {
        super(scope, "Test");
        look = new HandlerFunction(
                this,
                "Look",
                deployment,
                FunctionHandler.RESTORE_TEST_LOOK,
                upstream.functions(),
                HandlerFunction.Options.timeout(Duration.minutes(10)).variables(variables(deployment, upstream, plan)));
        new RestoreTestPermissions(look, deployment, upstream, plan.subnetGroup()).add();
        machine = FunctionMachine.create(
                this,
                deployment,
                upstream.functions(),
                PART,
                "Looks after restore tests",
                ResourceFile.read(RestoreTest.class, DEFINITION),
                "Look",
                look);
        Rule.Builder.create(this, "Schedule")
                .ruleName(deployment.physicalName(PART))
                .description("Begins to look after a restore test when the plan begins it")
                .schedule(Schedule.expression(RestoreTestingPlan.SCHEDULE))
                .targets(List.of(SfnStateMachine.Builder.create(machine)
                        .role(ServiceRole.create(this, "ScheduleRole", "events", "Starts the look after restore tests"))
                        .deadLetterQueue(upstream.functions().failedEvents())
                        .build()))
                .build();
    }

    private static Map<String, String> variables(Deployment deployment, Upstream upstream, RestoreTestingPlan plan) {
        var kind = TaskKind.FILE_CHECK;
        var variables = new LinkedHashMap<String, String>();
        variables.put("PLAN_ARN", plan.arn());
        variables.put("RECORDS", deployment.recordRoot());
        variables.put("DATABASE_ARN", upstream.data().databaseArn());
        variables.put("SCHEMA", upstream.compute().databaseSchema());
        variables.put("SITES_ARN", upstream.sites().getFileSystemArn());
        variables.put("SSL_ARN", upstream.ssl().getFileSystemArn());
        variables.put("SUBNET", upstream.subnetIds().get(0));
        variables.put("SITES_GROUP", upstream.sitesGroupId());
        variables.put("SSL_GROUP", upstream.sslGroupId());
        variables.put("CLUSTER", upstream.compute().clusterName());
        variables.put("FAMILY", kind.family(deployment));
        variables.put("CONTAINER", kind.label());
        variables.put("TASK_GROUP", upstream.network().tasks().getSecurityGroupId());
        variables.put("LOG_GROUP", upstream.compute().logGroupName());
        variables.put("LOG_STREAM", kind.streamPrefix() + "/" + kind.label());
        return variables;
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                look,
                "A look after a restore test failed; the next one repeats it. See the log group of the function.");
        alarms.watch(
                "Failed",
                "restore-test-failed",
                "A restore test was not passed, or did not end: `openemr status` says why; are there clusters named awsbackup-restore-test-*?",
                Executions.notSucceeded(machine, "Restore tests that were not passed"),
                AlarmCondition.above(0));
    }
}

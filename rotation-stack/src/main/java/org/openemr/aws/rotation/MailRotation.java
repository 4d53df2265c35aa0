package org.openemr.aws.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.function.FunctionMachine;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.Executions;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * What {@code openemr mail rotate} does, on a schedule: DnsStack's function makes a key, the set-up task gives its password to OpenEMR, a task sends a
 * message to the mailbox simulator of Amazon SES, and the function takes the key before away. IAM users have no rotation of Secrets Manager's, and a
 * password is derived from each key.
 */
final class MailRotation extends Construct {

    private static final String DEFINITION = "mail-rotation.asl.json";
    private static final String PART = "mail-rotation";
    private static final String KEYS = "smtp-credentials";
    private static final String SIMULATOR = "success@simulator.amazonses.com";

    private final StateMachine machine;

    MailRotation(Construct scope, Deployment deployment, Upstream upstream, int days) {
        super(scope, "Mail");
        var keys = ResourceArn.of("lambda", "function:" + deployment.physicalName(KEYS));
        machine = FunctionMachine.create(
                this,
                deployment,
                upstream.functions().logKey(),
                PART,
                "Changes the password that OpenEMR sends mail with",
                ResourceFile.read(MailRotation.class, DEFINITION),
                substitutions(deployment, upstream, keys),
                permissions(deployment, upstream, keys));
        accept(machine.getRole(), deployment);
        Rule.Builder.create(this, "Schedule")
                .ruleName(deployment.physicalName(PART))
                .description("Begins to change the password of mail")
                .schedule(Schedule.rate(Duration.days(days)))
                .targets(List.of(SfnStateMachine.Builder.create(machine)
                        .role(ServiceRole.create(
                                this, "ScheduleRole", "events", "Starts the change of mail's password"))
                        .deadLetterQueue(upstream.functions().failedEvents())
                        .build()))
                .build();
    }

    private static Map<String, String> substitutions(Deployment deployment, Upstream upstream, String keys) {
        var subnets = upstream.network().steadySubnetIds();
        var substitutions = new TreeMap<String, String>();
        substitutions.put("Keys", keys);
        substitutions.put("Partition", Aws.PARTITION);
        substitutions.put("Cluster", upstream.compute().clusterName());
        substitutions.put("SetUp", TaskKind.SET_UP.family(deployment));
        substitutions.put("SetUpContainer", TaskKind.SET_UP.label());
        substitutions.put("MailTest", TaskKind.MAIL_TEST.family(deployment));
        substitutions.put("MailTestContainer", TaskKind.MAIL_TEST.label());
        substitutions.put("Group", TaskKind.GROUP_OF_ROTATION);
        substitutions.put("Subnet1", subnets.get(0));
        substitutions.put("Subnet2", subnets.get(1));
        substitutions.put("TaskGroup", upstream.network().tasks().getSecurityGroupId());
        substitutions.put("Simulator", SIMULATOR);
        return substitutions;
    }

    /** What {@code runTask.sync} needs to know the end of a task is a rule of that name, which Step Functions makes. */
    private static List<PolicyStatement> permissions(Deployment deployment, Upstream upstream, String keys) {
        var cluster = ResourceArn.of("ecs", "cluster/" + upstream.compute().clusterName());
        var ofCluster = Map.of("ArnEquals", Map.of("ecs:cluster", cluster));
        var roles = new ArrayList<>(upstream.compute().setUpRoleArns());
        roles.addAll(upstream.compute().mailTestRoleArns());
        return List.of(
                allow(List.of("lambda:InvokeFunction"), keys).build(),
                allow(List.of("ecs:ListTasks"), "*").conditions(ofCluster).build(),
                allow(List.of("ecs:RunTask"), families(deployment))
                        .conditions(ofCluster)
                        .build(),
                RotationFunction.tagWhatRuns(upstream.compute().clusterName()),
                allow(
                                List.of("ecs:DescribeTasks", "ecs:StopTask"),
                                ResourceArn.of(
                                        "ecs", "task/" + upstream.compute().clusterName() + "/*"))
                        .build(),
                allow(
                                List.of("events:DescribeRule", "events:PutRule", "events:PutTargets"),
                                ResourceArn.of("events", "rule/StepFunctionsGetEventsForECSTaskRule"))
                        .build(),
                ServiceRole.pass("ecs-tasks", roles.toArray(String[]::new)));
    }

    private static String[] families(Deployment deployment) {
        return new String[] {
            ResourceArn.of("ecs", "task-definition/" + TaskKind.SET_UP.family(deployment) + ":*"),
            ResourceArn.of("ecs", "task-definition/" + TaskKind.MAIL_TEST.family(deployment) + ":*")
        };
    }

    private static void accept(IRole role, Deployment deployment) {
        for (var family : families(deployment)) {
            Accepted.wildcardResource(role, family, "Each deployment that changes the task makes a revision.");
        }
        Accepted.wildcardResource(
                role,
                ResourceArn.of("ecs", "task/<ComputeClusterName>/*"),
                "Tasks get their ids when they start; these are of this deployment's cluster.");
    }

    private static PolicyStatement.Builder allow(List<String> actions, String... resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(List.of(resources));
    }

    void watch(Alarms alarms) {
        alarms.watch(
                "MailFailed",
                "mail-rotation-failed",
                "The password of mail was not changed; OpenEMR sends as before. `openemr mail rotate` goes on from there, and says what is wrong.",
                Executions.notSucceeded(machine, "Changes of mail's password that failed"),
                AlarmCondition.above(0));
    }
}

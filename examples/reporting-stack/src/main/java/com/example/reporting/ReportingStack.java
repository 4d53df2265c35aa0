package com.example.reporting;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.ContractReader;
import org.openemr.aws.constructs.function.FunctionMachine;
import org.openemr.aws.constructs.monitoring.Executions;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.AnalyticsContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.SecurityContract;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Encounters by month, once a month: exports the tables that the report needs, waits for the export and runs the Spark job of OpenEMR on AWS on it.
 * Needs an installation with {@code create_serverless_analytics_environment}.
 */
public final class ReportingStack extends Stack {

    private static final String PART = "reporting";
    private static final String DEFINITION = "monthly-report.asl.json";
    /** The rule that Step Functions makes to hear of the end of a job. */
    private static final String JOB_EVENTS = "rule/StepFunctionsGetEventsForEMRServerlessJobRule";

    /**
     * Makes the stack.
     *
     * @param openemr the names of the installation, which is in the same account and region
     */
    public ReportingStack(Construct scope, Names openemr, StackProps properties) {
        super(scope, "ReportingStack", properties);
        var security = new ContractReader(this, openemr, Layer.SECURITY);
        var analytics = new ContractReader(this, openemr, Layer.ANALYTICS);
        var machine = FunctionMachine.create(
                this,
                openemr,
                Key.fromKeyArn(this, "LogKey", security.value(SecurityContract.LOG_KEY_ARN)),
                PART,
                "Makes the monthly report",
                ResourceFile.read(ReportingStack.class, DEFINITION),
                substitutions(analytics),
                permissions(analytics));
        Accepted.wildcardResource(
                machine.getRole(),
                // As the finding prints it.
                ResourceArn.of("emr-serverless", "/applications/<AnalyticsSparkApplicationId>/jobruns/*"),
                "A run has its id when it begins; only those of this application are followed.");
        everyMonth(openemr, machine, security);
        tellOfFailures(openemr, machine, security);
    }

    private static Map<String, String> substitutions(ContractReader analytics) {
        return Map.of(
                "Partition", Aws.PARTITION,
                "Export", analytics.value(AnalyticsContract.DATABASE_EXPORT_FUNCTION),
                "Exports", analytics.value(AnalyticsContract.DATABASE_EXPORT_BUCKET),
                "Workspace", analytics.value(AnalyticsContract.WORKSPACE_BUCKET),
                "Application", analytics.value(AnalyticsContract.SPARK_APPLICATION_ID),
                "Jar", analytics.value(AnalyticsContract.SPARK_JOBS_JAR),
                "Role", analytics.value(AnalyticsContract.SPARK_RUNTIME_ROLE_ARN));
    }

    /**
     * What the machine does, see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/emr-serverless-iam.html">permissions for EMR
     * Serverless</a>.
     */
    private List<PolicyStatement> permissions(ContractReader analytics) {
        var application = ResourceArn.of(
                "emr-serverless", "/applications/" + analytics.value(AnalyticsContract.SPARK_APPLICATION_ID));
        return List.of(
                allow(
                        ResourceArn.of(
                                "lambda", "function:" + analytics.value(AnalyticsContract.DATABASE_EXPORT_FUNCTION)),
                        "lambda:InvokeFunction"),
                // An export is described by its name, which is no resource of this action.
                allow("*", "rds:DescribeExportTasks"),
                allow(application, "emr-serverless:StartJobRun"),
                allow(application + "/jobruns/*", "emr-serverless:GetJobRun", "emr-serverless:CancelJobRun"),
                allow(
                        ResourceArn.of("events", JOB_EVENTS),
                        "events:PutTargets",
                        "events:PutRule",
                        "events:DescribeRule"),
                ServiceRole.pass("emr-serverless", analytics.value(AnalyticsContract.SPARK_RUNTIME_ROLE_ARN)));
    }

    /** On the first day, for the months before it. */
    private void everyMonth(Names openemr, StateMachine machine, ContractReader security) {
        Rule.Builder.create(this, "EveryMonth")
                // The queue of failed events takes those of rules that are named like the deployment.
                .ruleName(openemr.physicalName(PART))
                .description("Begins the monthly report")
                .schedule(Schedule.cron(
                        CronOptions.builder().day("1").hour("3").minute("0").build()))
                .targets(List.of(SfnStateMachine.Builder.create(machine)
                        .role(ServiceRole.create(this, "ScheduleRole", "events", "Begins the monthly report"))
                        .deadLetterQueue(Queue.fromQueueArn(
                                this, "FailedEvents", security.value(SecurityContract.FAILED_EVENT_QUEUE_ARN)))
                        .build()))
                .build();
    }

    /** To whom the installation's own alarms go; an alarm of another name is not among those that its dashboard shows. */
    private void tellOfFailures(Names openemr, StateMachine machine, ContractReader security) {
        Alarm.Builder.create(this, "Failed")
                .alarmName(PART + "-of-" + openemr.name())
                .alarmDescription("There is no new monthly report: see the executions of the state machine "
                        + openemr.physicalName(PART) + ".")
                .metric(Executions.notSucceeded(machine, "reports that failed"))
                .threshold(1)
                .evaluationPeriods(1)
                .build()
                .addAlarmAction(new SnsAction(
                        Topic.fromTopicArn(this, "Alarms", security.value(SecurityContract.ALARM_TOPIC_ARN))));
    }

    private static PolicyStatement allow(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }
}

package org.openemr.aws.constructs.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** Executions of state machines, as CloudWatch counts them. */
public final class Executions {

    private Executions() {}

    /**
     * How many ended in another way than they should.
     *
     * @param label what such an end means
     */
    public static IMetric notSucceeded(StateMachine machine, String label) {
        var metrics = new LinkedHashMap<String, IMetric>();
        metrics.put("failed", ended(machine, "ExecutionsFailed"));
        metrics.put("late", ended(machine, "ExecutionsTimedOut"));
        metrics.put("stopped", ended(machine, "ExecutionsAborted"));
        return MathExpression.Builder.create()
                .expression("FILL(failed, 0) + FILL(late, 0) + FILL(stopped, 0)")
                .label(label)
                .usingMetrics(metrics)
                .period(Alarms.FIVE_MINUTES)
                .build();
    }

    private static IMetric ended(StateMachine machine, String name) {
        return Alarms.metric(
                "AWS/States",
                name,
                "Sum",
                Alarms.FIVE_MINUTES,
                Map.of("StateMachineArn", machine.getStateMachineArn()));
    }
}

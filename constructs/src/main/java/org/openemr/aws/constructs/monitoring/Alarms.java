package org.openemr.aws.constructs.monitoring;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The alarms of one stack; each tells the alarm topic when it starts. That it ended SecurityStack tells for all: an action on OK
 * would also tell of every alarm that is new. Absent as a whole when not wanted.
 */
public interface Alarms extends AlarmWatch {

    /** The period of most metrics. */
    Duration FIVE_MINUTES = Duration.minutes(5);

    /** Whether there are alarms: what is asked of other layers for their sake alone need not be asked when there are none. */
    boolean areWanted();

    /** Makes alarms when something else is there: before that there is nothing to count. */
    AlarmWatch after(IDependable ready);

    /** Has something that names alarms made after all of them. */
    void before(Construct later);

    /** Watches a function for failed invocations. */
    default void watchFunction(HandlerFunction function, String whatToDo) {
        watch(
                PascalCase.of(function.part()) + "Errors",
                function.part() + "-errors",
                whatToDo,
                metric("AWS/Lambda", "Errors", "Sum", FIVE_MINUTES, Map.of("FunctionName", function.name())),
                AlarmCondition.above(0));
    }

    /** A metric with its dimensions in order, so that templates are the same in every run. */
    static IMetric metric(
            String namespace, String name, String statistic, Duration period, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(period)
                .dimensionsMap(new TreeMap<>(dimensions))
                .build();
    }

    /**
     * The alarms that the deployment asks for.
     *
     * @param topic asked for only when alarms are wanted
     */
    static Alarms from(Construct scope, Deployment deployment, Supplier<ITopic> topic) {
        return deployment.monitoringAlarms() ? new TopicAlarms(scope, deployment, topic.get()) : new NoAlarms();
    }

    /** Alarms that tell a topic. */
    final class TopicAlarms extends Construct implements Alarms {

        private final Deployment deployment;
        private final SnsAction tell;

        private TopicAlarms(Construct scope, Deployment deployment, ITopic topic) {
            super(scope, "Alarms");
            this.deployment = deployment;
            this.tell = new SnsAction(topic);
        }

        @Override
        public boolean areWanted() {
            return true;
        }

        @Override
        public void watch(String id, String name, String whatToDo, IMetric metric, AlarmCondition condition) {
            alarm(id, name, whatToDo, metric, condition);
        }

        @Override
        public AlarmWatch after(IDependable ready) {
            return (id, name, whatToDo, metric, condition) ->
                    alarm(id, name, whatToDo, metric, condition).getNode().addDependency(ready);
        }

        @Override
        public void before(Construct later) {
            later.getNode().addDependency(this);
        }

        private Alarm alarm(String id, String name, String whatToDo, IMetric metric, AlarmCondition condition) {
            if (!AlarmNames.ALL.contains(name)) {
                throw new IllegalArgumentException("Add " + name + " to AlarmNames, which the dashboard shows");
            }
            var alarm = Alarm.Builder.create(this, id)
                    .alarmName(deployment.physicalName(name))
                    .alarmDescription(whatToDo)
                    .metric(metric)
                    .threshold(condition.threshold())
                    .comparisonOperator(condition.operator())
                    .evaluationPeriods(condition.periods())
                    .datapointsToAlarm(condition.breachingPeriods())
                    .treatMissingData(condition.missing())
                    .build();
            alarm.addAlarmAction(tell);
            return alarm;
        }
    }

    /** No alarms. */
    record NoAlarms() implements Alarms {

        @Override
        public boolean areWanted() {
            return false;
        }

        @Override
        public void watch(String id, String name, String whatToDo, IMetric metric, AlarmCondition condition) {
            // Not wanted.
        }

        @Override
        public AlarmWatch after(IDependable ready) {
            return this;
        }

        @Override
        public void before(Construct later) {
            // Names none.
        }
    }
}

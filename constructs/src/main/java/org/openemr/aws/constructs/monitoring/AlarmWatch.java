package org.openemr.aws.constructs.monitoring;

import software.amazon.awscdk.services.cloudwatch.IMetric;

/** Something that makes alarms. */
@FunctionalInterface
public interface AlarmWatch {

    /**
     * Watches a metric.
     *
     * @param id construct id, PascalCase
     * @param name the alarm's own part of its physical name
     * @param whatToDo one line for the person on duty: what it means and where to look
     */
    void watch(String id, String name, String whatToDo, IMetric metric, AlarmCondition condition);
}

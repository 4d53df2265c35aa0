package org.openemr.aws.contracts;

import java.util.List;

/** Alarms that also ring when no task is meant to run. */
public final class TaskAlarms {

    /** Their names, without that of the deployment. */
    public static final List<String> NAMES = List.of(
            "alb-no-healthy-target",
            "alb-own-5xx",
            "stores-silent",
            "ecs-low-tasks",
            "ecs-high-cpu",
            "ecs-high-memory",
            "background-services-late");

    private TaskAlarms() {}
}

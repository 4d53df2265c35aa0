package org.openemr.aws.functions.taskrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.functions.NamedValues;

/**
 * A run of one task, as it is handed from window to window: CloudFormation waits at most an hour for a custom resource, so
 * that a long run spans several, each of which passes these values to the next as attributes.
 *
 * @param name the request that began the run; marks the task in ECS
 * @param recoveryPointJobs the backup jobs that must be complete before the task starts
 * @param finished whether the task has ended well
 * @param goingBack whether the stack returns to what it was
 * @param windowEnds when the present window is over
 */
record TaskRun(String name, List<String> recoveryPointJobs, boolean finished, boolean goingBack, Instant windowEnds) {

    private static final String NAME = "RunName";
    private static final String JOBS = "RecoveryPointJobs";
    private static final String FINISHED = "Finished";
    private static final String GOING_BACK = "GoingBack";
    private static final String WINDOW_ENDS = "WindowEnds";
    private static final String NO_JOBS = "none";

    static TaskRun begin(String name, List<String> recoveryPointJobs) {
        return new TaskRun(name, recoveryPointJobs, false, false, Instant.EPOCH);
    }

    /** Reads the attributes of the window before, or of this window's own start. */
    static TaskRun from(Map<String, Object> data) {
        var values = NamedValues.ofEvent(data);
        return new TaskRun(
                values.text(NAME),
                Stream.of(values.text(JOBS).split(",", -1))
                        .filter(job -> !job.equals(NO_JOBS))
                        .toList(),
                Boolean.parseBoolean((String) data.get(FINISHED)),
                Boolean.parseBoolean((String) data.get(GOING_BACK)),
                Instant.parse((String) data.getOrDefault(WINDOW_ENDS, Instant.EPOCH.toString())));
    }

    TaskRun endingAt(Instant end) {
        return new TaskRun(name, recoveryPointJobs, finished, goingBack, end);
    }

    TaskRun asFinished() {
        return new TaskRun(name, recoveryPointJobs, true, goingBack, windowEnds);
    }

    TaskRun asGoingBack(boolean back) {
        return new TaskRun(name, recoveryPointJobs, finished, back, windowEnds);
    }

    /** The attributes; none is empty, because CloudFormation treats an empty attribute as missing. */
    Map<String, Object> asData() {
        return Map.of(
                NAME,
                name,
                JOBS,
                recoveryPointJobs.isEmpty() ? NO_JOBS : String.join(",", recoveryPointJobs),
                FINISHED,
                String.valueOf(finished),
                GOING_BACK,
                String.valueOf(goingBack),
                WINDOW_ENDS,
                windowEnds.toString());
    }
}

package org.openemr.aws.constructs.task;

import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Role;

/**
 * The container that GuardDuty adds to tasks that it watches, see <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html">Prerequisites for Fargate</a>: who starts
 * a task has to pull its image, too.
 */
public final class ThreatAgent {

    private static final String REPOSITORY =
            "arn:%s:ecr:%s:*:repository/aws-guardduty-agent-fargate".formatted(Aws.PARTITION, Aws.REGION);

    private ThreatAgent() {}

    /** Lets a role that starts tasks pull it. */
    public static void mayBeAdded(Role executionRole) {
        ImagePull.grant(executionRole, REPOSITORY);
        Accepted.wildcardResource(
                executionRole,
                REPOSITORY,
                "GuardDuty's agent is in a repository of AWS, in an account that is another in each region; only its name is the same.");
    }

    /**
     * A label of a container of a service: tasks that run get no agent, but with another definition they are replaced.
     *
     * @param threatDetection without it there is no label
     */
    public static Map<String, String> label(boolean threatDetection) {
        return threatDetection ? Map.of("org.openemr.aws.threat-detection", "on") : Map.of();
    }
}

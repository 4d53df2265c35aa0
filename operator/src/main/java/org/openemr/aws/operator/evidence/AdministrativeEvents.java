package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who opened sessions in tasks, and who changed the deployment. */
final class AdministrativeEvents {

    /** Sessions in tasks, and tunnels through them. */
    private static final List<String> SESSIONS = List.of("ExecuteCommand", "StartSession");

    /** What changes stacks, and what changes past them that which protects. */
    private static final List<String> CHANGES = List.of(
            "CreateChangeSet",
            "ExecuteChangeSet",
            "UpdateStack",
            "DeleteStack",
            "AuthorizeSecurityGroupIngress",
            "ModifyDBCluster",
            "PutBucketPolicy",
            "DeleteRecoveryPoint",
            "StopLogging",
            "ScheduleKeyDeletion");

    private AdministrativeEvents() {}

    /** All of them. */
    static List<String> all() {
        return Stream.concat(SESSIONS.stream(), CHANGES.stream()).toList();
    }

    static ChapterSource sessions(Supplier<TrailSearch> search) {
        return new ChapterSource(
                "sessions",
                "Administrative sessions",
                "ECS Exec and tunnels of the period, by CloudTrail's event history. What was typed in a shell is in the log group of sessions; what"
                        + " went through a tunnel is recorded nowhere.",
                source -> Chapter.of(source, TrailSearch.COLUMNS, search.get().find(SESSIONS), List.of()));
    }

    static ChapterSource changes(Supplier<TrailSearch> search) {
        return new ChapterSource(
                "changes",
                "Changes",
                "Deployments of the period, and changes by anybody of what protects data, by CloudTrail's event history. Changes that CloudFormation"
                        + " made itself are here too, with its address.",
                source -> Chapter.of(
                        source,
                        TrailSearch.COLUMNS,
                        search.get().find(CHANGES),
                        List.of("Looked for: " + String.join(", ", CHANGES) + ".")));
    }
}

package org.openemr.aws.operator.move;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Claim;
import org.openemr.aws.operator.tasks.SiteTasks;
import org.openemr.aws.trial.Records;

/**
 * How far a move is, so that it can go on where it was. It is kept where the deployment moves to: the other region may be gone one day.
 *
 * @param plan what does not change on the way
 * @param before how many tasks ran where it comes from, once those are being ended
 * @param quietSince since when none runs
 * @param backups the jobs that take recovery points, by store
 * @param points the recovery points, by store
 * @param copying the jobs that copy them, by store
 * @param copies the copies in the region that it moves to, by store
 * @param restoring the token of the restore that brings them into the deployment
 * @param attempt how often jobs of AWS Backup have failed: what it has begun once by a token it does not begin again
 * @param arrived whether it runs there
 * @param ended whether it is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoveState(
        Plan plan,
        SiteTasks.@Nullable Size before,
        @Nullable String quietSince,
        @Nullable Map<String, String> backups,
        @Nullable Map<String, String> points,
        @Nullable Map<String, String> copying,
        @Nullable Map<String, String> copies,
        @Nullable String restoring,
        int attempt,
        boolean arrived,
        boolean ended) {

    private static final Claim<MoveState> CLAIM =
            new Claim<>("move", MoveState.class, state -> state.plan().token(), MoveState::ended);

    /**
     * What does not change on the way.
     *
     * @param begun when it began
     * @param token tells it from others, also by AWS Backup
     * @param from the region that it comes from
     * @param open whether people go on working there: a rehearsal
     */
    public record Plan(String begun, String token, String from, boolean open) {}

    /** One that begins. */
    public static MoveState of(Plan plan) {
        return new MoveState(plan, null, null, null, null, null, null, null, 0, false, false);
    }

    /** The move that is on its way. */
    public static Optional<MoveState> read(Records records) {
        return CLAIM.read(records);
    }

    /**
     * Keeps that it begins.
     *
     * @throws Failure when another one has begun at the same time
     */
    public MoveState begin(Records records) {
        return CLAIM.begin(records, this);
    }

    /**
     * Keeps it, and returns it.
     *
     * @throws Failure when it is not on its way any more
     */
    public MoveState write(Records records) {
        return CLAIM.write(records, this);
    }

    /** It is over; what it was is kept. */
    public void end(Records records) {
        records.write(
                CLAIM.kind(),
                new MoveState(
                        plan, before, quietSince, backups, points, copying, copies, restoring, attempt, arrived, true));
    }

    /** The tasks are being ended. */
    public MoveState closing(SiteTasks.Size size) {
        return new MoveState(
                plan, size, quietSince, backups, points, copying, copies, restoring, attempt, arrived, ended);
    }

    /** None runs any more. */
    public MoveState quiet(String since) {
        return new MoveState(plan, before, since, backups, points, copying, copies, restoring, attempt, arrived, ended);
    }

    /** Recovery points are being taken. */
    public MoveState backingUp(Map<String, String> jobs) {
        return new MoveState(
                plan, before, quietSince, jobs, points, copying, copies, restoring, attempt, arrived, ended);
    }

    /** They are there. */
    public MoveState withPoints(Map<String, String> taken) {
        return new MoveState(
                plan, before, quietSince, backups, taken, copying, copies, restoring, attempt, arrived, ended);
    }

    /** They are being copied. */
    public MoveState copying(Map<String, String> jobs) {
        return new MoveState(
                plan, before, quietSince, backups, points, jobs, copies, restoring, attempt, arrived, ended);
    }

    /** They failed: other jobs begin. */
    public MoveState failed() {
        return new MoveState(
                plan,
                before,
                quietSince,
                points == null ? null : backups,
                points,
                null,
                copies,
                restoring,
                attempt + 1,
                arrived,
                ended);
    }

    /** By which AWS Backup knows the job of a store. */
    public String tokenOf(String store) {
        return "%s-%s-%d".formatted(plan.token(), store, attempt);
    }

    /** The copies are there. */
    public MoveState withCopies(Map<String, String> made) {
        return new MoveState(
                plan, before, quietSince, backups, points, copying, made, restoring, attempt, arrived, ended);
    }

    /** A restore brings them into the deployment. */
    public MoveState restoring(String token) {
        return new MoveState(
                plan, before, quietSince, backups, points, copying, copies, token, attempt, arrived, ended);
    }

    /** It runs in the other region. */
    public MoveState withArrival() {
        return new MoveState(
                plan, before, quietSince, backups, points, copying, copies, restoring, attempt, true, ended);
    }
}

package org.openemr.aws.operator.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Claim;
import org.openemr.aws.trial.Records;

/**
 * How far a restore is, so that it can go on where it was, also on another machine.
 *
 * @param plan what it goes back to
 * @param snapshot the snapshot that the database is made from, once it is there
 * @param filesJob the job that restores the files, once it has begun
 * @param fileSystem the file system with them, once it is there
 * @param settled whether they are at its root
 * @param settingsBefore what cdk.json had before the switch, once it has begun
 * @param settingsAfter what the switch wrote there
 * @param ended whether it is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreState(
        Plan plan,
        @Nullable String snapshot,
        @Nullable String filesJob,
        @Nullable String fileSystem,
        boolean settled,
        @Nullable Map<String, @Nullable Object> settingsBefore,
        @Nullable Map<String, String> settingsAfter,
        boolean ended) {

    private static final Claim<RestoreState> CLAIM =
            new Claim<>("restore", RestoreState.class, state -> state.plan().token(), RestoreState::ended);

    /**
     * What does not change on the way.
     *
     * @param begun when it began
     * @param name what it calls what it makes
     * @param token tells it from others, also by AWS Backup
     * @param point what it goes back to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Plan(String begun, String name, String token, RestoreTarget point) {}

    /** The restore that is on its way. */
    public static Optional<RestoreState> read(Records records) {
        return CLAIM.read(records);
    }

    /** The latest restore, which may be over. */
    public static Optional<RestoreState> last(Records records) {
        return CLAIM.last(records);
    }

    /**
     * One that begins.
     *
     * @param snapshot the snapshot of its recovery point
     */
    public static RestoreState of(Plan plan, @Nullable String snapshot) {
        return new RestoreState(plan, snapshot, null, null, false, null, null, false);
    }

    /**
     * Keeps that it begins.
     *
     * @throws Failure when another one has begun at the same time
     */
    public RestoreState begin(Records records) {
        return CLAIM.begin(records, this);
    }

    /**
     * Keeps it, and returns it.
     *
     * @throws Failure when it is not on its way any more
     */
    public RestoreState write(Records records) {
        return CLAIM.write(records, this);
    }

    /**
     * Sees that nobody else went on with it to its end, or began another.
     *
     * @throws Failure when somebody did
     */
    public void requireOwn(Records records) {
        CLAIM.requireOwn(records, this);
    }

    /** It is over; what it was is kept. */
    public void end(Records records) {
        records.write(
                CLAIM.kind(),
                new RestoreState(plan, snapshot, filesJob, fileSystem, settled, settingsBefore, settingsAfter, true));
    }

    /** The snapshot is there. */
    public RestoreState withSnapshot(String made) {
        return new RestoreState(plan, made, filesJob, fileSystem, settled, settingsBefore, settingsAfter, ended);
    }

    /** The files are being restored. */
    public RestoreState withFilesJob(String started) {
        return new RestoreState(plan, snapshot, started, fileSystem, settled, settingsBefore, settingsAfter, ended);
    }

    /** The files are there. */
    public RestoreState withFileSystem(String made) {
        return new RestoreState(plan, snapshot, filesJob, made, false, settingsBefore, settingsAfter, ended);
    }

    /** They are where a deployment expects them. */
    public RestoreState withFilesSettled() {
        return new RestoreState(plan, snapshot, filesJob, fileSystem, true, settingsBefore, settingsAfter, ended);
    }

    /** The switch has begun. */
    public RestoreState withSettings(Map<String, @Nullable Object> before, Map<String, String> after) {
        return new RestoreState(plan, snapshot, filesJob, fileSystem, settled, before, after, ended);
    }
}

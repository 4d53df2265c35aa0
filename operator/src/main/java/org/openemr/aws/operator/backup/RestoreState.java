package org.openemr.aws.operator.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.aws.Records;

/**
 * How far a restore is, so that it can go on where it was, also on another machine.
 *
 * @param begun when it began
 * @param name what it calls what it makes
 * @param token by which AWS Backup knows the restore of the files again
 * @param databaseTime the time that the database goes back to, by Aurora's own backups
 * @param snapshot the snapshot that the database is made from, once it is there
 * @param filesPoint the recovery point of the files
 * @param filesJob the job that restores them, once it has begun
 * @param fileSystem the file system with them, once it is there
 * @param settled whether they are at its root
 * @param settingsBefore what cdk.json had before the switch, once it has begun
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreState(
        String begun,
        String name,
        String token,
        @Nullable String databaseTime,
        @Nullable String snapshot,
        @Nullable String filesPoint,
        @Nullable String filesJob,
        @Nullable String fileSystem,
        boolean settled,
        @Nullable Map<String, @Nullable Object> settingsBefore) {

    private static final String KIND = "restore";

    /** The restore that is on its way. */
    public static Optional<RestoreState> read(Records records) {
        return records.read(KIND, RestoreState.class);
    }

    /** Keeps it, and returns it. */
    public RestoreState write(Records records) {
        records.write(KIND, this);
        return this;
    }

    /** It is over. */
    public static void delete(Records records) {
        records.delete(KIND);
    }

    /** The snapshot is there. */
    public RestoreState withSnapshot(String made) {
        return new RestoreState(
                begun, name, token, databaseTime, made, filesPoint, filesJob, fileSystem, settled, settingsBefore);
    }

    /** The files are being restored. */
    public RestoreState withFilesJob(String started) {
        return new RestoreState(
                begun, name, token, databaseTime, snapshot, filesPoint, started, fileSystem, settled, settingsBefore);
    }

    /** The files are there. */
    public RestoreState withFileSystem(String made) {
        return new RestoreState(
                begun, name, token, databaseTime, snapshot, filesPoint, filesJob, made, false, settingsBefore);
    }

    /** The switch has begun. */
    public RestoreState withSettingsBefore(Map<String, @Nullable Object> before) {
        return new RestoreState(
                begun, name, token, databaseTime, snapshot, filesPoint, filesJob, fileSystem, settled, before);
    }

    /** They are where a deployment expects them. */
    public RestoreState withFilesSettled() {
        return new RestoreState(
                begun, name, token, databaseTime, snapshot, filesPoint, filesJob, fileSystem, true, settingsBefore);
    }
}

package org.openemr.aws.operator.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openemr.aws.operator.Failure;

/**
 * What a deployment goes back to: database and files as near to each other as there are backups, because documents refer to rows and rows to
 * documents.
 *
 * @param time that of the database, or of the files where only they go back
 * @param database its recovery point; empty when it goes back by Aurora's own backups, or not at all
 * @param files their recovery point; empty when they stay
 */
public record RestorePoint(
        Instant time, boolean byTime, Optional<RecoveryPoint> database, Optional<RecoveryPoint> files) {

    /** What goes back. */
    public enum Part {
        /** Database and files. */
        BOTH,
        /** The database, with the files as they are. */
        DATABASE,
        /** The files, with the database as it is. */
        FILES
    }

    /**
     * The state at a time.
     *
     * @param points all recovery points, the latest first
     * @param byTime whether Aurora's own backups reach that time
     */
    public static RestorePoint at(Instant time, Part part, boolean byTime, List<RecoveryPoint> points) {
        if (part == Part.FILES) {
            var files = latestUntil(points, "sites", time);
            return new RestorePoint(files.created(), false, Optional.empty(), Optional.of(files));
        }
        if (byTime) {
            return new RestorePoint(time, true, Optional.empty(), filesNear(points, time, part));
        }
        return of(latestUntil(points, "database", time), part, points);
    }

    /** The state of a recovery point of the database, or of the files. */
    public static RestorePoint of(RecoveryPoint point, Part part, List<RecoveryPoint> points) {
        if (!point.isComplete()) {
            throw Failure.notReady(
                    "This recovery point is %s; only a COMPLETED one can be restored.".formatted(point.state()));
        }
        if (point.store().name().equals("sites")) {
            return new RestorePoint(point.created(), false, Optional.empty(), Optional.of(point));
        }
        if (!point.store().name().equals("database")) {
            throw Failure.usage("Give a recovery point of the database, or of sites.");
        }
        return new RestorePoint(point.created(), false, Optional.of(point), filesNear(points, point.created(), part));
    }

    private static RecoveryPoint latestUntil(List<RecoveryPoint> points, String store, Instant time) {
        return points.stream()
                .filter(point -> point.store().name().equals(store) && point.isComplete())
                .filter(point -> !point.created().isAfter(time))
                .findFirst()
                .orElseThrow(() -> Failure.notFound(
                        "There is no recovery point of %s from before %s: openemr backup list".formatted(store, time)));
    }

    private static Optional<RecoveryPoint> filesNear(List<RecoveryPoint> points, Instant time, Part part) {
        if (part == Part.DATABASE) {
            return Optional.empty();
        }
        return Optional.of(
                points.stream()
                        .filter(point -> point.store().name().equals("sites") && point.isComplete())
                        .min(Comparator.comparing(
                                point -> Duration.between(point.created(), time).abs()))
                        .orElseThrow(
                                () -> Failure.notFound(
                                        "There is no recovery point of the files: openemr backup list. The database alone: --only database")));
    }
}

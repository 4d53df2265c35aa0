package org.openemr.aws.operator.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.aws.DeployedValues;

/**
 * What a restore goes back to, as its record keeps it.
 *
 * @param databaseTime the time of the database, when that goes back
 * @param byTime whether by Aurora's own backups
 * @param databasePoint its recovery point, when it goes back by one
 * @param filesTime the time of the files, when they go back
 * @param filesPoint their recovery point
 * @param quietSince since when nobody works where it comes from, when that is another deployment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreTarget(
        @Nullable String databaseTime,
        boolean byTime,
        @Nullable String databasePoint,
        @Nullable String filesTime,
        @Nullable String filesPoint,
        @Nullable String quietSince) {

    /** What a plan goes back to. */
    public static RestoreTarget of(RestorePoint point) {
        var database = point.byTime() || point.database().isPresent();
        return new RestoreTarget(
                database ? point.time().toString() : null,
                point.byTime(),
                point.database().map(RecoveryPoint::arn).orElse(null),
                point.files().map(files -> files.created().toString()).orElse(null),
                point.files().map(RecoveryPoint::arn).orElse(null),
                null);
    }

    /** The recovery point of the files, as one of this deployment; it may be a copy from another region, which no list names. */
    public Optional<RecoveryPoint> files(DeployedValues values) {
        return Optional.ofNullable(filesPoint)
                .map(arn -> new RecoveryPoint(
                        arn,
                        Store.named(values, "sites"),
                        Instant.parse(String.valueOf(filesTime)),
                        -1,
                        RecoveryPoint.COMPLETE));
    }

    /** For people to read before they agree. */
    public Map<String, Object> facts(Instant now) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(
                "database",
                databaseTime == null
                        ? "stays as it is"
                        : "as of %s, %s"
                                .formatted(
                                        databaseTime,
                                        byTime ? "by Aurora's own backups" : "recovery point " + databasePoint));
        facts.put(
                "files",
                filesTime == null
                        ? "stay as they are"
                        : "as of %s, recovery point %s".formatted(filesTime, filesPoint));
        if (databaseTime != null && filesTime != null) {
            facts.put(
                    "apart",
                    minutes(Duration.between(Instant.parse(databaseTime), Instant.parse(filesTime))
                            .abs()));
        }
        var latest = Stream.of(databaseTime, filesTime)
                .filter(time -> time != null)
                .map(Instant::parse)
                .min(Instant::compareTo)
                .orElse(now);
        facts.put(
                "lost",
                quietSince != null && !Instant.parse(quietSince).isAfter(latest)
                        ? "nothing: where it comes from, nobody works since " + quietSince
                        : "what was entered or uploaded in the last " + minutes(Duration.between(latest, now)));
        return facts;
    }

    private static String minutes(Duration duration) {
        return "%d minutes".formatted(duration.toMinutes());
    }
}

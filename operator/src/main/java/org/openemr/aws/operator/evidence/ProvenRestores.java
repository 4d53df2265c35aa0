package org.openemr.aws.operator.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The recovery points of each store, and when each was last restored and looked into, with how long that took. */
final class ProvenRestores {

    private static final List<String> COLUMNS = List.of(
            "store",
            "recovery_points",
            "oldest",
            "latest",
            "last_proven_restore",
            "restored_point_of",
            "took",
            "within_72_hours",
            "within_own_target");

    /** 72 hours: 45 CFR 164.308(a)(13) as proposed, 90 FR 898. */
    private static final Duration PROPOSED = Duration.ofDays(3);

    private static final String NOT_MEASURED = "not measured";
    private static final String NOT_IN_IT = "not in the latest trial";

    private ProvenRestores() {}

    static ChapterSource source(Aws aws, DeployedValues values, Optional<Duration> target) {
        return new ChapterSource(
                "backups",
                "Backups and proven restores",
                "Recovery points in the vault, and the latest restore that was looked into (`openemr backup verify`, or the monthly restore test)"
                        + " with its measured time. A restore that nobody looked into proves nothing and is not here.",
                source -> read(source, aws, values, target));
    }

    private static Chapter read(ChapterSource source, Aws aws, DeployedValues values, Optional<Duration> target) {
        var points = new Backups(aws.client(BackupClient.builder()), values).list();
        var trial = TrialRecord.read(
                new Records(aws.client(SsmClient.builder()), values.names().recordRoot()));
        var rows = new ArrayList<Map<String, String>>();
        Store.of(values).forEach(store -> rows.add(row(store, ofStore(points, store), trial, target)));
        var notes = new ArrayList<>(List.of(
                "72 hours is what the rule of 2025 proposes for critical systems; it is proposed and not in force. Measured is the restore of the"
                        + " store, without the decision before and the sign-in after."));
        target.ifPresent(own -> notes.add("The own target is %s.".formatted(hours(own))));
        trial.filter(latest -> !latest.passed())
                .ifPresent(
                        latest -> notes.add("The latest trial, at %s, failed: %s What it saw of stores before is above."
                                .formatted(latest.time(), latest.problem())));
        notes.add("All stores passed in one trial last: "
                + trial.map(TrialRecord::lastPassed).orElse("never") + ".");
        return Chapter.of(source, COLUMNS, rows, notes);
    }

    private static List<Instant> ofStore(List<RecoveryPoint> points, Store store) {
        return points.stream()
                .filter(point -> point.store().equals(store) && point.isComplete())
                .map(RecoveryPoint::created)
                .sorted()
                .toList();
    }

    private static Map<String, String> row(
            Store store, List<Instant> taken, Optional<TrialRecord> trial, Optional<Duration> target) {
        var proof = trial.flatMap(latest -> latest.stores().stream()
                .filter(seen -> store.name().equals(String.valueOf(seen.get("store"))))
                .findFirst());
        var took = proof.map(seen -> seen.get("took_seconds"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(String.valueOf(seconds))));
        return Row.of(
                COLUMNS,
                store.name(),
                String.valueOf(taken.size()),
                taken.isEmpty() ? "none" : taken.get(0).toString(),
                taken.isEmpty() ? "none" : taken.get(taken.size() - 1).toString(),
                proof.flatMap(seen -> trial).map(TrialRecord::time).orElse(NOT_IN_IT),
                proof.map(seen -> String.valueOf(seen.get("taken"))).orElse(""),
                took.map(ProvenRestores::hours).orElse(""),
                took.map(time -> isWithin(time, PROPOSED)).orElse(NOT_MEASURED),
                target.map(own -> took.map(time -> isWithin(time, own)).orElse(NOT_MEASURED))
                        .orElse("no target was given"));
    }

    private static String isWithin(Duration took, Duration target) {
        return took.compareTo(target) <= 0 ? "yes" : "no";
    }

    private static String hours(Duration time) {
        return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
}

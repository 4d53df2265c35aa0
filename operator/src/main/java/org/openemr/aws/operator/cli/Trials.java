package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.RestorePlans;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.trial.DatabaseFacts;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.ScratchName;
import org.openemr.aws.trial.TrialFailedException;
import org.openemr.aws.trial.TrialRecord;
import software.amazon.awssdk.core.exception.SdkException;

/** Restores recovery points beside what runs, reads what is in them, and removes them whatever happens. */
final class Trials {

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Backups backups;
    private final RestorePlans plans;
    private final List<RecoveryPoint> points;
    private final FileCheck fileCheck;
    private final Restored restored;
    private List<Map<String, Object>> documents = List.of();

    /**
     * Trials of recovery points.
     *
     * @throws Failure when the deployment has no task that looks into file systems
     */
    Trials(OperatorCommand command, DeployedValues values, Backups backups, List<RecoveryPoint> points) {
        this.command = command;
        this.values = values;
        this.backups = backups;
        this.points = points;
        plans = new RestorePlans(command.aws(), values, backups);
        fileCheck = new FileCheck(command.aws(), values);
        restored = new Restored(command, values, backups, fileCheck);
        if (points.stream().anyMatch(point -> point.store().kind() == Store.Kind.EFS)) {
            fileCheck.requireTask();
        }
    }

    /**
     * Tries out one after the other, the database first: it knows which documents must be there.
     *
     * @param reader gets what was seen of each
     */
    void run(Consumer<Map<String, @Nullable Object>> reader) {
        for (var point : points) {
            var begun = now();
            var seen = point.store().kind() == Store.Kind.AURORA ? database(point) : files(point);
            var row = new LinkedHashMap<String, @Nullable Object>();
            TrialRecord.COLUMNS.forEach(column -> row.put(column, seen.get(column)));
            row.put("store", point.store().name());
            row.put("taken", point.created().toString());
            row.put("took_seconds", Duration.between(begun, now()).toSeconds());
            reader.accept(row);
        }
    }

    private Map<String, Object> database(RecoveryPoint point) {
        var name = name();
        var job = backups.restore(plans.of(point, name));
        var scratch = restored.database(name);
        return andRemove(scratch, () -> {
            restored.follow("Trying out", point, job);
            restored.prepare(scratch);
            var facts = new DatabaseFacts(scratch.query());
            var seen = new HashMap<>(facts.read());
            seen.put("restored", scratch.engine());
            documents = newestDocuments(facts);
            return seen;
        });
    }

    /** Those that are on both recovery points. */
    private List<Map<String, Object>> newestDocuments(DatabaseFacts facts) {
        var both = points.stream()
                .filter(point -> !point.store().name().equals("ssl"))
                .map(RecoveryPoint::created)
                .min(Instant::compareTo)
                .orElseThrow();
        return facts.documents(both);
    }

    private Map<String, Object> files(RecoveryPoint point) {
        var name = name();
        var job = backups.restore(plans.of(point, name));
        var made = restored.follow("Trying out", point, job);
        var scratch = restored.files(made, name, point.store().name());
        return andRemove(scratch, () -> {
            restored.prepare(scratch);
            var seen = new HashMap<String, Object>();
            var read = look(scratch, point.store().name());
            if (!documents.isEmpty() && point.store().name().equals("sites")) {
                seen.put("documents_read", read);
            }
            seen.put("restored", scratch.id());
            return seen;
        });
    }

    private int look(ScratchFiles scratch, String store) {
        try {
            return restored.look(fileCheck.start(scratch, store, store.equals("sites") ? documents : List.of()));
        } finally {
            fileCheck.forget();
        }
    }

    /** Removes it, and waits until it is gone. */
    void remove(Scratch scratch) {
        try {
            restored.wait("Removing " + scratch.name(), scratch::remove, Scratch.GONE);
        } catch (Failure | TrialFailedException | SdkException e) {
            command.say("%s is still there; the next `openemr backup verify` removes it.".formatted(scratch.name()));
            throw e;
        }
        command.say("Removed " + scratch.name());
    }

    private <T> T andRemove(Scratch scratch, Supplier<T> work) {
        T result;
        try {
            result = work.get();
        } catch (Failure | TrialFailedException | SdkException e) {
            removeAfter(e, scratch);
            throw e;
        }
        remove(scratch);
        return result;
    }

    private void removeAfter(RuntimeException problem, Scratch scratch) {
        try {
            remove(scratch);
        } catch (Failure | TrialFailedException | SdkException e) {
            problem.addSuppressed(e);
        }
    }

    private String name() {
        return new ScratchName(values.deployment()).ofTrial(now());
    }

    private Instant now() {
        return command.surroundings().clock().instant();
    }
}

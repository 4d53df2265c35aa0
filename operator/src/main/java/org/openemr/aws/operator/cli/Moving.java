package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.Backups.Job;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.backup.RestoreTarget;
import org.openemr.aws.operator.deploy.OpenEmrVersion;
import org.openemr.aws.operator.move.MoveState;
import org.openemr.aws.trial.DatabaseFacts;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.ScratchName;
import software.amazon.awssdk.services.backup.BackupClient;

/** The phases of a move. Each leaves its trace in the state, and can be repeated. */
final class Moving {

    /** What a deployment is. Certificates of its tasks are made anew. */
    private static final List<String> STORES = List.of("database", "sites");

    private static final long KEPT_FOR_DAYS = 35;
    private static final String VERSION = "openemr";
    private static final String PATIENTS = "patients";
    private static final String NONE = "0";

    private final OperatorCommand command;
    private final Records records;
    private final MoveOrigin origin;
    private final DeployedValues values;
    private final Restoration restoration;
    private final RestoreSwitch restoreSwitch;

    /**
     * A move to the deployment of the command.
     *
     * @throws Failure when there is none of the name
     */
    Moving(OperatorCommand command, Records records, MoveOrigin origin) {
        this.command = command;
        this.records = records;
        this.origin = origin;
        values = command.values();
        var backups = new Backups(command.aws().client(BackupClient.builder()), values);
        restoration = new Restoration(command, values, backups, records);
        restoreSwitch = new RestoreSwitch(command, values, records);
    }

    /** What both databases hold, by the name of the value. */
    record Held(Map<String, String> there, Map<String, String> here) {}

    Held held() {
        return new Held(origin.counts(), new DatabaseCounts(command, command.aws(), values).read());
    }

    /** Tells what both databases hold. */
    void show(Held held) {
        command.say("%-12s%-14s%s".formatted("", origin.region(), region()));
        held.there()
                .forEach((name, fact) -> command.say(
                        "%-12s%-14s%s".formatted(name, fact, held.here().get(name))));
    }

    /**
     * Sees, before anything is done, that it can be done.
     *
     * @throws Failure when it can not
     */
    void look(Held held) {
        new FileCheck(command.aws(), values).requireTask();
        requireNoOtherRestore();
        origin.requireOpen();
        var there = held.there();
        var here = held.here();
        if (!NONE.equals(here.get(PATIENTS))) {
            throw Failure.notReady(
                    "The deployment in %s has %s patients: a deployment moves into a fresh one only. Is it the other way round?"
                            .formatted(region(), here.get(PATIENTS)));
        }
        if (NONE.equals(there.get(PATIENTS))) {
            throw Failure.notReady(
                    "The deployment in %s has no patients. Is it the other way round?".formatted(origin.region()));
        }
        if (version(there).compareTo(version(here)) > 0) {
            throw Failure.notReady(
                    "The database in %s is of OpenEMR %s, and here runs %s: upgrade this one first, or take the same version."
                            .formatted(origin.region(), version(there), version(here)));
        }
    }

    private static OpenEmrVersion version(Map<String, String> counts) {
        return OpenEmrVersion.of(String.valueOf(counts.get(VERSION)));
    }

    private void requireNoOtherRestore() {
        RestoreState.read(records).ifPresent(restore -> {
            throw Failure.notReady(
                    "A restore that began at %s is on its way here: openemr restore --resume, or --abandon."
                            .formatted(restore.plan().begun()));
        });
    }

    /** Goes from where it is to the region that it moves to. */
    ExitStatus run(MoveState begun) {
        var state = copied(backedUp(closed(begun)));
        var status = ExitStatus.DONE;
        if (!state.arrived()) {
            var restored = restored(state);
            status = restoration.check(restored);
            compare(state);
            state = state.restoring(restored.plan().token()).withArrival().write(records);
        }
        tellWhatIsNext(state);
        return status;
    }

    private MoveState closed(MoveState state) {
        if (state.plan().open() || state.arrived()) {
            return state;
        }
        if (state.quietSince() != null) {
            origin.requireClosed(state);
            return state;
        }
        var closing =
                state.before() == null ? state.closing(origin.requireOpen()).write(records) : state;
        origin.close();
        var quiet = closing.quiet(now().toString());
        origin.requireClosed(quiet);
        return quiet.write(records);
    }

    private MoveState backedUp(MoveState state) {
        if (state.points() != null) {
            return state;
        }
        var made = state;
        if (state.backups() == null) {
            made = state.backingUp(each(
                            (store, token) -> origin.backups().start(origin.store(store), KEPT_FOR_DAYS, token), state))
                    .write(records);
        }
        return made.withPoints(follow("Backing up", made, made.backups(), origin.backups()::backupJob))
                .write(records);
    }

    private MoveState copied(MoveState state) {
        if (state.copies() != null) {
            return state;
        }
        var made = state;
        if (state.copying() == null) {
            var points = Objects.requireNonNull(state.points());
            made = state.copying(each(
                            (store, token) -> origin.backups()
                                    .startCopy(
                                            Objects.requireNonNull(points.get(store)), vault(), KEPT_FOR_DAYS, token),
                            state))
                    .write(records);
        }
        return made.withCopies(follow("Copying to " + region(), made, made.copying(), origin.backups()::copyJob))
                .write(records);
    }

    private static Map<String, String> each(BiFunction<String, String, String> start, MoveState state) {
        return STORES.stream()
                .collect(Collectors.toMap(Function.identity(), store -> start.apply(store, state.tokenOf(store))));
    }

    /** What jobs made. Where one failed, those that come next are others. */
    private Map<String, String> follow(
            String what, MoveState state, @Nullable Map<String, String> jobs, Function<String, Job> look) {
        try {
            return BackupJobs.follow(command, what, new TreeMap<>(Objects.requireNonNull(jobs)), look)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            job -> job.getValue()
                                    .created()
                                    .orElseThrow(() -> Failure.failed("AWS Backup does not say what it made."))));
        } catch (Failure e) {
            state.failed().write(records);
            throw e;
        }
    }

    /** The restore that the deployment runs from. One that was abandoned is begun anew. */
    private RestoreState restored(MoveState state) {
        var last = RestoreState.last(records).filter(restore -> isOf(restore, state));
        if (last.filter(restore -> restore.ended() && restoreSwitch.isSwitched(restore))
                .isPresent()) {
            return last.get();
        }
        return restoration.bring(last.filter(restore -> !restore.ended()).orElseGet(() -> begun(state)));
    }

    private RestoreState begun(MoveState state) {
        requireNoOtherRestore();
        var token = UUID.randomUUID().toString();
        state.restoring(token).write(records);
        var copies = Objects.requireNonNull(state.copies());
        var time = Objects.requireNonNullElse(state.quietSince(), state.plan().begun());
        var now = now();
        var plan = new RestoreState.Plan(
                now.toString(),
                new ScratchName(command.deployment()).ofRestore(now),
                token,
                new RestoreTarget(time, false, copies.get("database"), time, copies.get("sites"), state.quietSince()));
        return RestoreState.of(plan, copies.get("database")).begin(records);
    }

    private static boolean isOf(RestoreState restore, MoveState state) {
        return restore.plan().token().equals(state.restoring());
    }

    /** What nobody changed meanwhile must be the same. */
    private void compare(MoveState state) {
        if (state.plan().open()) {
            return;
        }
        var held = held();
        var there = held.there();
        var here = held.here();
        var differences = DatabaseFacts.COUNTS.keySet().stream()
                .filter(count -> !Objects.equals(there.get(count), here.get(count)))
                .map(count -> "%s: %s in %s, %s in %s"
                        .formatted(count, there.get(count), origin.region(), here.get(count), region()))
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty()) {
            throw Failure.failed("Not all came (%s). openemr move --abandon opens the site in %s again."
                    .formatted(differences, origin.region()));
        }
        command.say("As many patients, encounters and documents as in " + origin.region() + ".");
    }

    private void tellWhatIsNext(MoveState state) {
        command.say(
                state.plan().open()
                        ? "It runs in %s as well, as it was when it was backed up, %d minutes after that began. People went on working in %s: openemr move --finish ends this rehearsal."
                                .formatted(region(), sinceItBegan(state), origin.region())
                        : "It runs in %s, and the site in %s is closed, since %s. Try it out, let its name point here (docs/operations.md), then: openemr move --finish. Until then openemr move --abandon opens the site in %2$s again."
                                .formatted(region(), origin.region(), state.quietSince()));
    }

    private long sinceItBegan(MoveState state) {
        return Duration.between(Instant.parse(state.plan().begun()), now()).toMinutes();
    }

    /** Takes away what was restored, where no stack has taken it over. */
    void cleanUp(MoveState state) {
        RestoreState.read(records).filter(restore -> isOf(restore, state)).ifPresent(restoration::abandon);
    }

    /** The vault of the deployment that it moves to, in whose account both are. */
    private String vault() {
        var parts = values.get(DataContract.DATABASE_ARN).split(":", -1);
        return "arn:%s:backup:%s:%s:backup-vault:%s"
                .formatted(parts[1], region(), parts[4], values.get(DataContract.BACKUP_VAULT_NAME));
    }

    private String region() {
        return values.region();
    }

    private Instant now() {
        return command.surroundings().clock().instant();
    }
}

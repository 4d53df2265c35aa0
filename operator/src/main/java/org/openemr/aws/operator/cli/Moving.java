package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.Backups.Job;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.backup.RestoreTarget;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.operator.move.MoveState;
import org.openemr.aws.operator.tasks.OneOffTask;
import org.openemr.aws.operator.tasks.SiteTasks;
import org.openemr.aws.trial.DataApiRows;
import org.openemr.aws.trial.DatabaseFacts;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.ScratchName;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The phases of a move. Each leaves its trace in the state, and can be repeated. */
final class Moving {

    /** What a deployment is. Certificates of its tasks are made anew. */
    private static final List<String> STORES = List.of("database", "sites");

    private static final long KEPT_FOR_DAYS = 35;
    private static final String PATIENTS = "patients";
    private static final String NONE = "0";

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Records records;
    private final Aws origin;
    private final DeployedValues originValues;
    private final Backups originBackups;
    private final SiteTasks tasks;
    private final Backups backups;
    private final Restoration restoration;
    private final RestoreSwitch restoreSwitch;

    /**
     * A move to the deployment of the command.
     *
     * @param from the region that it comes from
     * @throws Failure when there is no deployment of the name
     */
    Moving(OperatorCommand command, Records records, String from) {
        this.command = command;
        this.records = records;
        values = command.values();
        origin = command.aws().in(from);
        originValues = DeployedValues.require(origin.client(SsmClient.builder()), command.deployment(), from);
        originBackups = new Backups(origin.client(BackupClient.builder()), originValues);
        tasks = new SiteTasks(origin, originValues);
        backups = new Backups(command.aws().client(BackupClient.builder()), values);
        restoration = new Restoration(command, values, backups, records);
        restoreSwitch = new RestoreSwitch(command, values, records);
    }

    /**
     * Sees, before anything is done, that it can be done.
     *
     * @throws Failure when it can not
     */
    void look(MoveState state) {
        var from = state.plan().from();
        new FileCheck(command.aws(), values).requireTask();
        RestoreState.read(records).ifPresent(restore -> {
            throw Failure.notReady(
                    "A restore that began at %s is on its way here: openemr restore --resume, or --abandon."
                            .formatted(restore.plan().begun()));
        });
        restoreSwitch.refuseWhatCannotBe(restore(state.withPoints(Map.of()), Map.of()));
        new OneOffTask(origin, originValues, TaskKind.SET_UP).requireNoneRuns();
        if (!state.plan().open() && tasks.size().nobodyCanWork()) {
            throw Failure.notReady("The site in %s is closed already: see what closed it.".formatted(from));
        }
        var there = facts(origin, originValues);
        var here = facts(command.aws(), values);
        command.say("%-12s%-14s%s".formatted("", from, region()));
        DatabaseFacts.COUNTS
                .keySet()
                .forEach(count -> command.say("%-12s%-14s%s"
                        .formatted(count, there.getOrDefault(count, "?"), here.getOrDefault(count, "?"))));
        if (!here.getOrDefault(PATIENTS, NONE).equals(NONE)) {
            throw Failure.notReady(
                    "The deployment in %s has %s patients: a deployment moves into a fresh one only. Is it the other way round?"
                            .formatted(region(), here.get(PATIENTS)));
        }
    }

    /** Goes from where it is to the region that it moves to. */
    ExitStatus run(MoveState begun) {
        var state = copied(backedUp(closed(begun)));
        var status = ExitStatus.DONE;
        if (!state.arrived()) {
            status = restored(state);
            compare(state);
            state = state.withArrival().write(records);
        }
        tellWhatIsNext(state);
        return status;
    }

    private MoveState closed(MoveState state) {
        var made = state;
        if (!state.plan().open() && state.quietSince() == null) {
            made = state.before() == null ? state.closing(tasks.size()).write(records) : state;
            tasks.close();
            Polling.until(
                    command,
                    "Closing the site in " + state.plan().from(),
                    tasks::running,
                    running -> running == 0,
                    (progress, running) -> progress.show(-1, "%d tasks run".formatted(running)));
            made = made.quiet(now().toString()).write(records);
        }
        return made.facts() == null
                ? made.withFacts(facts(origin, originValues)).write(records)
                : made;
    }

    private MoveState backedUp(MoveState state) {
        if (state.points() != null) {
            return state;
        }
        var made = state;
        if (state.backups() == null) {
            made = state.backingUp(each(
                            (store, token) ->
                                    originBackups.start(Store.named(originValues, store), KEPT_FOR_DAYS, token),
                            state))
                    .write(records);
        }
        return made.withPoints(follow("Backing up", made, made.backups(), originBackups::backupJob))
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
                            (store, token) -> originBackups.startCopy(
                                    Objects.requireNonNull(points.get(store)), vault(), KEPT_FOR_DAYS, token),
                            state))
                    .write(records);
        }
        return made.withCopies(follow("Copying to " + region(), made, made.copying(), originBackups::copyJob))
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

    private ExitStatus restored(MoveState state) {
        var last = RestoreState.last(records).filter(restore -> isOwn(restore, state));
        if (last.filter(RestoreState::ended).isPresent()) {
            return ExitStatus.DONE;
        }
        return restoration.run(last.orElseGet(
                () -> restore(state, Objects.requireNonNull(state.copies())).begin(records)));
    }

    private static boolean isOwn(RestoreState restore, MoveState state) {
        return restore.plan().token().equals(state.plan().token());
    }

    private RestoreState restore(MoveState state, Map<String, String> copies) {
        var begun = state.plan().begun();
        var time = Objects.requireNonNullElse(state.quietSince(), begun);
        var plan = new RestoreState.Plan(
                begun,
                new ScratchName(command.deployment()).ofRestore(Instant.parse(begun)),
                state.plan().token(),
                new RestoreTarget(time, false, copies.get("database"), time, copies.get("sites"), state.quietSince()));
        return RestoreState.of(plan, copies.get("database"));
    }

    /** What nobody changed meanwhile must be the same. */
    private void compare(MoveState state) {
        var there = Objects.requireNonNull(state.facts());
        var here = facts(command.aws(), values);
        if (state.plan().open() || there.isEmpty() || here.isEmpty()) {
            return;
        }
        var differences = DatabaseFacts.COUNTS.keySet().stream()
                .filter(count -> !Objects.equals(there.get(count), here.get(count)))
                .map(count -> "%s: %s in %s, %s in %s"
                        .formatted(count, there.get(count), state.plan().from(), here.get(count), region()))
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty()) {
            throw Failure.failed("Not all came (%s). openemr move --abandon opens the site in %s again."
                    .formatted(differences, state.plan().from()));
        }
        command.say("As many patients, encounters and documents as in "
                + state.plan().from() + ".");
    }

    private void tellWhatIsNext(MoveState state) {
        var from = state.plan().from();
        command.say(
                state.plan().open()
                        ? "It runs in %s as well, as it was when it was backed up, %d minutes after it began. People went on working in %s: openemr move --finish ends this rehearsal."
                                .formatted(region(), sinceItBegan(state), from)
                        : "It runs in %s, and the site in %s is closed, since %s. Try it out, let its name point here (docs/operations.md), then: openemr move --finish. Until then openemr move --abandon opens the site in %2$s again."
                                .formatted(region(), from, state.quietSince()));
    }

    private long sinceItBegan(MoveState state) {
        return Duration.between(Instant.parse(state.plan().begun()), now()).toMinutes();
    }

    /** People work where it moved to. */
    void finish(MoveState state) {
        if (!state.arrived()) {
            throw Failure.notReady("It has not arrived yet: openemr move --resume.");
        }
        command.confirm(
                state.plan().open()
                        ? "End the rehearsal? Both deployments stay as they are."
                        : "Do people work in %s? The way back ends; the deployment in %s stays closed until you destroy it."
                                .formatted(region(), state.plan().from()));
        state.end(records);
    }

    /** Opens the site where it came from. What was restored is taken away where no stack has taken it over. */
    void abandon(MoveState state) {
        command.confirmByTyping(
                state.arrived()
                        ? "Everything that was entered in %s since it arrived stays there, and is lost to the site in %s."
                                .formatted(region(), state.plan().from())
                        : "The deployment in %s is used again."
                                .formatted(state.plan().from()),
                state.plan().from());
        RestoreState.read(records).filter(restore -> isOwn(restore, state)).ifPresent(restoration::abandon);
        Optional.ofNullable(state.before()).ifPresent(tasks::open);
        state.end(records);
        command.say(
                state.before() == null
                        ? "Nothing was closed."
                        : "The site in %s opens: openemr status --region %1$s"
                                .formatted(state.plan().from()));
    }

    /** The version and the numbers of a database, where the Data API is on. */
    private Map<String, String> facts(Aws aws, DeployedValues where) {
        try {
            var read = new DatabaseFacts(new DataApi(
                            aws.clientThatWaits(RdsDataClient.builder(), DataApiRows.LONGEST),
                            where,
                            DataContract.DATABASE_USER_SECRET_ARN)::rows)
                    .read();
            var facts = new LinkedHashMap<String, String>();
            read.forEach((name, fact) -> facts.put(name, String.valueOf(fact)));
            return facts;
        } catch (Failure e) {
            if (e.status() != ExitStatus.NOT_READY) {
                throw e;
            }
            command.say("The database in %s cannot be asked: %s".formatted(where.region(), e.getMessage()));
            return Map.of();
        }
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

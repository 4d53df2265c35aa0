package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Records;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.DatabaseFacts;
import org.openemr.aws.operator.backup.EngineVersion;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.backup.PointInTime;
import org.openemr.aws.operator.backup.RestorePlans;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.backup.Scratch;
import org.openemr.aws.operator.backup.ScratchDatabase;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.plan.DeployedStacks;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.status.DeploymentStatus;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/** The phases of a restore. Each leaves its trace in the state, and can be repeated. */
final class Restoration {

    private static final String DATABASE_KEY = "restore_database_from_snapshot";
    private static final String FILES_KEY = "restore_sites_file_system_id";
    private static final String ENGINE_KEY = "aurora_engine_version";
    private static final String SITES = "sites";
    private static final int SHORT = 8;

    /** Who reads from the stores has to move with them. */
    private static final List<Layer> LAYERS = List.of(Layer.DATA, Layer.COMPUTE, Layer.ANALYTICS);

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Backups backups;
    private final Records records;
    private final FileCheck fileCheck;
    private final Restored restored;
    private final RdsClient rds;

    Restoration(OperatorCommand command, DeployedValues values, Backups backups, Records records) {
        this.command = command;
        this.values = values;
        this.backups = backups;
        this.records = records;
        fileCheck = new FileCheck(command.aws(), values);
        restored = new Restored(command, values, backups, fileCheck);
        rds = command.aws().client(RdsClient.builder());
    }

    /** Tells what it goes back to, and what is lost now. */
    void show(RestoreState state) {
        var now = command.surroundings().clock().instant();
        state.plan().point().facts(now).forEach((name, fact) -> command.say("%-10s%s".formatted(name, fact)));
    }

    /**
     * Sees before anything is made that it can be switched to. A stack takes a recovery point once: its cluster is called by it.
     *
     * @throws Failure when a cluster of it is there, or when the checkout is not that of what is deployed
     */
    void refuseWhatCannotBe(RestoreState state) {
        var target = state.plan().point();
        var wanted = new LinkedHashMap<String, String>();
        if (target.databaseTime() != null) {
            wanted.put(DATABASE_KEY, "");
        }
        if (target.filesTime() != null) {
            wanted.put(FILES_KEY, "");
        }
        requireWhatIsDeployed(command.deployedStacks(), command.checkout(), wanted);
        var point = target.databasePoint();
        if (point == null) {
            return;
        }
        var prefix = "%s-database-from-%08x-".formatted(values.deployment(), point.hashCode());
        rds.describeDBClustersPaginator().dbClusters().stream()
                .filter(cluster -> cluster.dbClusterIdentifier().startsWith(prefix))
                .findFirst()
                .ifPresent(cluster -> {
                    throw Failure.notReady(
                            "The cluster %s was made from this recovery point already. Give another one, or --to a time; or delete that cluster, when it is not the deployment's."
                                    .formatted(cluster.dbClusterIdentifier()));
                });
    }

    /** Goes from where it is to its end. */
    ExitStatus run(RestoreState begun) {
        var state = files(database(begun));
        deploy(state);
        state.end(records);
        command.say("""
                cdk.json names what was restored now: commit it, for every checkout that deploys needs it. Without it the next deployment makes an
                empty database. With data_on_destroy=retain the old database and the old files stay, and cost what they store: delete them when
                nobody needs them any more.""");
        return check(state);
    }

    private RestoreState database(RestoreState state) {
        if (!state.plan().point().byTime()) {
            return state;
        }
        var made = state;
        if (state.snapshot() == null) {
            restored.wait("Restoring the database", pointInTime(state)::advance, Scratch.READY);
            made = state.withSnapshot(state.plan().name()).write(records);
        }
        remove(cluster(state));
        return made;
    }

    private PointInTime pointInTime(RestoreState state) {
        return new PointInTime(
                command.aws(),
                values.get(DataContract.DATABASE_IDENTIFIER),
                state.plan().name(),
                Instant.parse(String.valueOf(state.plan().point().databaseTime())));
    }

    private Scratch cluster(RestoreState state) {
        return new ScratchDatabase(command.aws(), state.plan().name(), DataApi.schema(values));
    }

    private RestoreState files(RestoreState state) {
        var filesPoint = state.plan().point().filesPoint();
        if (filesPoint == null || state.settled()) {
            return state;
        }
        fileCheck.requireTask();
        var made = state.fileSystem() == null ? restored(state, filesPoint) : state;
        made.requireOwn(records);
        restored.settle(
                restored.files(String.valueOf(made.fileSystem()), state.plan().name(), SITES), SITES);
        return made.withFilesSettled().write(records);
    }

    private RestoreState restored(RestoreState state, String filesPoint) {
        var point = backups.find(filesPoint);
        var found = command.aws().client(EfsClient.builder()).describeFileSystemsPaginator().fileSystems().stream()
                .filter(fileSystem -> fileSystem.creationToken().equals(token(state)))
                .findFirst();
        if (found.isPresent() && state.filesJob() == null) {
            return state.withFileSystem(found.get().fileSystemId()).write(records);
        }
        var made = state;
        if (made.filesJob() == null) {
            var plan = new RestorePlans(command.aws(), values, backups)
                    .of(point, state.plan().name())
                    .withToken(token(state));
            made = made.withFilesJob(backups.restore(plan, state.plan().token()))
                    .write(records);
        }
        var job = String.valueOf(made.filesJob());
        try {
            var arn = restored.follow("Restoring", point, job);
            return made.withFileSystem(arn.substring(arn.lastIndexOf('/') + 1)).write(records);
        } catch (Failure e) {
            if (!backups.restoreJob(job).failure().isEmpty()) {
                made.withFilesJob(null).write(records);
            }
            throw e;
        }
    }

    /** By which the file system of this restore is known. */
    private static String token(RestoreState state) {
        return state.plan().name() + "-" + state.plan().token().substring(0, SHORT);
    }

    /** Shows what changes, asks, and deploys the stacks. */
    private void deploy(RestoreState state) {
        var before = command.checkout();
        var settings = settings(state, before);
        var deployed = command.deployedStacks();
        var stacks = stacks(deployed);
        requireWhatIsDeployed(deployed, before, settings);
        command.showDifference(
                LineDifference.between(before.text(), with(before, settings).text()));
        var cdk = new Cdk(command.surroundings().programs(), command.aws());
        var assembly = command.surroundings().directory().resolve("cdk.out");
        cdk.synth(
                assembly, settings.entrySet().stream().map(Map.Entry::toString).toArray(String[]::new));
        showPlan(deployed, stacks, assembly);
        show(state);
        command.say("cdk.json deploys OpenEMR %s: a database of an older version is upgraded to it."
                .formatted(before.context().get("openemr_version")));
        command.confirmByTyping(
                "The switch: %s are deployed, and nobody reaches the site until they are."
                        .formatted(String.join(", ", stacks)),
                command.deployment());
        var now = command.checkout();
        if (!now.text().equals(before.text())) {
            throw Failure.failed("cdk.json was changed meanwhile: look at it, then: openemr restore --resume");
        }
        var switching = state.settingsBefore() == null ? state.withSettings(values(before, settings), settings) : state;
        switching.write(records);
        // A deployment with other settings than these would make another database in the place of the restored one.
        with(now, settings).save();
        if (cdk.deploy(assembly, stacks) != 0) {
            throw Failure.failed("""
                    The switch did not come to its end; CloudFormation's events, and the output above, say why. cdk.json names what was restored.
                    Mend the cause, then: openemr restore --resume. As long as DataStack has not moved: openemr restore --abandon""");
        }
    }

    private static List<String> stacks(DeployedStacks deployed) {
        return LAYERS.stream()
                .map(Layer::stackId)
                .filter(stack -> deployed.stacks().containsKey(stack) || !stack.equals(Layer.ANALYTICS.stackId()))
                .toList();
    }

    /**
     * What this restore leaves alone must stay: a checkout that does not know of an earlier restore would deploy an empty store in its place.
     *
     * @throws Failure when cdk.json is not that of what is deployed
     */
    private void requireWhatIsDeployed(DeployedStacks deployed, CdkJsonFile file, Map<String, String> settings) {
        var template = deployed.templates().get(Layer.DATA.stackId());
        if (template == null) {
            return;
        }
        var json = template.json();
        var snapshot = json.findValue("SnapshotIdentifier");
        var files = values.get(DataContract.SITES_FILE_SYSTEM_ID);
        require(file, settings, DATABASE_KEY, snapshot == null ? "null" : snapshot.asText());
        require(file, settings, FILES_KEY, json.toString().contains('"' + files + '"') ? files : "null");
    }

    private static void require(CdkJsonFile file, Map<String, String> settings, String key, String deployed) {
        var written = String.valueOf(file.context().get(key));
        if (!settings.containsKey(key) && !written.equals(deployed)) {
            throw Failure.notReady(
                    "cdk.json has \"%s\": %s, and what is deployed has %s. A deployment from this checkout would put an empty store in its place: use the checkout that was deployed last."
                            .formatted(key, written, deployed));
        }
    }

    /** What the stacks do: that, and nothing else that cdk.json may have changed. */
    private void showPlan(DeployedStacks deployed, List<String> stacks, Path assembly) {
        var wanted = new HashMap<>(deployed.templates());
        var synthesised = WantedTemplates.in(assembly);
        stacks.forEach(stack -> wanted.put(stack, synthesised.get(stack)));
        ChangeReport.of(deployed, wanted, command.commands(Optional.empty()))
                .lines()
                .forEach(command::say);
    }

    /** What the stacks take over, and what they need for it. */
    private Map<String, String> settings(RestoreState state, CdkJsonFile file) {
        var settings = new LinkedHashMap<>(takenOver(state));
        Optional.ofNullable(state.snapshot())
                .flatMap(snapshot -> EngineVersion.ofSnapshot(rds, snapshot))
                .filter(version -> version.compareTo(
                                new EngineVersion(String.valueOf(file.context().get(ENGINE_KEY))))
                        > 0)
                .ifPresent(version -> settings.put(ENGINE_KEY, version.text()));
        return settings;
    }

    private static Map<String, String> takenOver(RestoreState state) {
        var settings = new LinkedHashMap<String, String>();
        Optional.ofNullable(state.snapshot()).ifPresent(snapshot -> settings.put(DATABASE_KEY, snapshot));
        Optional.ofNullable(state.fileSystem()).ifPresent(fileSystem -> settings.put(FILES_KEY, fileSystem));
        return settings;
    }

    private static CdkJsonFile with(CdkJsonFile file, Map<String, ?> settings) {
        var changed = file;
        for (var setting : settings.entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return changed;
    }

    private static Map<String, @Nullable Object> values(CdkJsonFile file, Map<String, String> settings) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        settings.keySet().forEach(key -> before.put(key, file.context().get(key)));
        return before;
    }

    /** Whether it is what people want back. */
    private ExitStatus check(RestoreState state) {
        var deployed = command.values();
        var status = FindingsView.status(new FindingsView(command)
                .show(new DeploymentStatus(
                                command.aws(), deployed, command.surroundings().clock())
                        .looks()));
        var facts = new DatabaseFacts(new DataApi(
                command.aws().clientThatWaits(RdsDataClient.builder(), DataApi.LONGEST),
                deployed,
                DataContract.DATABASE_USER_SECRET_ARN));
        var documents = documents(facts, state);
        var read = restored.look(fileCheck.startHere(documents));
        command.say("OpenEMR's configuration was read, and %d of the newest documents.".formatted(read));
        return status;
    }

    /** Tells how many rows there are, and gives the documents that must be there; none without the Data API. */
    private List<Map<String, Object>> documents(DatabaseFacts facts, RestoreState state) {
        try {
            facts.read().forEach((name, fact) -> command.say("%-12s%s".formatted(name, fact)));
            return facts.documents(filesOf(state));
        } catch (Failure e) {
            if (e.status() != ExitStatus.NOT_READY) {
                throw e;
            }
            command.say("Rows and documents are not compared: " + e.getMessage());
            return List.of();
        }
    }

    /** What was uploaded until then must be there. */
    private Instant filesOf(RestoreState state) {
        return Optional.ofNullable(state.plan().point().filesTime())
                .map(Instant::parse)
                .orElseGet(() -> command.surroundings().clock().instant());
    }

    /**
     * Removes what it has made, and puts cdk.json back; where a stack has taken it over, only forgets it.
     *
     * @throws Failure while a stack may be taking it over
     */
    void abandon(RestoreState state) {
        var busy = new Stacks(command.aws().client(CloudFormationClient.builder()));
        LAYERS.forEach(layer -> busy.find(values.names().stackName(layer))
                .filter(stack -> stack.stackStatusAsString().endsWith("IN_PROGRESS"))
                .ifPresent(stack -> {
                    throw Failure.notReady("%s is %s: try again when that has ended."
                            .formatted(layer.stackId(), stack.stackStatusAsString()));
                }));
        var template = String.valueOf(command.deployedStacks().templates().get(Layer.DATA.stackId()));
        if (takenOver(state).values().stream().anyMatch(made -> template.contains('"' + made + '"'))) {
            command.confirm(
                    "DataStack has taken over what was restored: nothing is removed. Forget this restore, so that another can begin?");
            state.end(records);
            return;
        }
        command.confirm("Remove what the restore that began at %s has made?"
                .formatted(state.plan().begun()));
        state.requireOwn(records);
        putBack(state);
        if (state.plan().point().byTime()) {
            remove(cluster(state));
            restored.wait("Removing the snapshot", pointInTime(state)::deleteSnapshot, Scratch.GONE);
        }
        fileSystem(state)
                .ifPresent(made -> remove(restored.files(made, state.plan().name(), SITES)));
        state.end(records);
    }

    /** What the switch wrote, and nothing that somebody has written since. */
    private void putBack(RestoreState state) {
        var before = state.settingsBefore();
        var after = state.settingsAfter();
        if (before == null || after == null) {
            return;
        }
        var file = command.checkout();
        var own = new LinkedHashMap<String, @Nullable Object>();
        before.forEach((key, value) -> {
            if (String.valueOf(file.context().get(key)).equals(after.get(key))) {
                own.put(key, value);
            } else {
                command.say(
                        "cdk.json has another %s than the switch wrote: it stays. If it was switched from another checkout, put it back there."
                                .formatted(key));
            }
        });
        if (!own.isEmpty()) {
            with(file, own).save();
        }
    }

    /** What AWS Backup is still making is waited for; a job that failed may have made something, too. */
    private Optional<String> fileSystem(RestoreState state) {
        if (state.fileSystem() != null) {
            return Optional.of(state.fileSystem());
        }
        if (state.filesJob() != null) {
            var job = state.filesJob();
            var ended = Polling.until(
                    command,
                    "Ending the restore of the files",
                    () -> backups.restoreJob(job),
                    Backups.Job::ended,
                    (progress, seen) -> progress.show(seen.percent(), seen.state()));
            if (ended.created().isPresent()) {
                return ended.created();
            }
        }
        return command.aws().client(EfsClient.builder()).describeFileSystemsPaginator().fileSystems().stream()
                .filter(fileSystem -> fileSystem.creationToken().equals(token(state)))
                .map(FileSystemDescription::fileSystemId)
                .findFirst();
    }

    private void remove(Scratch scratch) {
        restored.wait("Removing " + scratch.name(), scratch::remove, Scratch.GONE);
    }
}

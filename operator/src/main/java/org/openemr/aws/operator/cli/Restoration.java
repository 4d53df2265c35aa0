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
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.status.DeploymentStatus;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/** The phases of a restore. Each leaves its trace in the state, and can be repeated. */
final class Restoration {

    private static final String DATABASE_KEY = "restore_database_from_snapshot";
    private static final String FILES_KEY = "restore_sites_file_system_id";
    private static final String ENGINE_KEY = "aurora_engine_version";
    private static final String SITES = "sites";
    private static final List<String> STACKS = List.of(Layer.DATA.stackId(), Layer.COMPUTE.stackId());

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Backups backups;
    private final Records records;
    private final FileCheck fileCheck;
    private final Restored restored;

    /**
     * A restore.
     *
     * @throws Failure when the deployment has no task that looks into file systems
     */
    Restoration(OperatorCommand command, DeployedValues values, Backups backups, Records records) {
        this.command = command;
        this.values = values;
        this.backups = backups;
        this.records = records;
        fileCheck = new FileCheck(command.aws(), values);
        fileCheck.requireTask();
        restored = new Restored(command, values, backups, fileCheck);
    }

    /** Goes from where it is to its end. */
    ExitStatus run(RestoreState begun) {
        var state = files(database(begun));
        deploy(state);
        RestoreState.delete(records);
        command.say(
                "The old database and the old files stay, and cost what they store. Delete them when nobody needs them any more.");
        return check(state);
    }

    private RestoreState database(RestoreState state) {
        if (state.databaseTime() == null) {
            return state;
        }
        var made = state;
        if (state.snapshot() == null) {
            restored.wait("Restoring the database", pointInTime(state)::advance, Scratch.READY);
            made = state.withSnapshot(state.name()).write(records);
        }
        remove(cluster(state));
        return made;
    }

    private PointInTime pointInTime(RestoreState state) {
        return new PointInTime(
                command.aws(),
                values.get(DataContract.DATABASE_IDENTIFIER),
                state.name(),
                Instant.parse(String.valueOf(state.databaseTime())));
    }

    private Scratch cluster(RestoreState state) {
        return new ScratchDatabase(command.aws(), state.name(), DataApi.schema(values));
    }

    private RestoreState files(RestoreState state) {
        if (state.filesPoint() == null || state.settled()) {
            return state;
        }
        var point = backups.find(state.filesPoint());
        var made = state;
        if (made.filesJob() == null) {
            var plan = new RestorePlans(command.aws(), values, backups).of(point, state.name());
            made = made.withFilesJob(backups.restore(plan, state.token())).write(records);
        }
        if (made.fileSystem() == null) {
            var arn = restored.follow("Restoring", point, String.valueOf(made.filesJob()));
            made = made.withFileSystem(arn.substring(arn.lastIndexOf('/') + 1)).write(records);
        }
        restored.settle(restored.files(String.valueOf(made.fileSystem()), made.name(), SITES), SITES);
        return made.withFilesSettled().write(records);
    }

    /** Shows what changes, asks, and deploys both stacks. */
    private void deploy(RestoreState state) {
        var before = command.checkout();
        var settings = settings(state, before);
        var after = with(before, settings);
        command.showDifference(LineDifference.between(before.text(), after.text()));
        var cdk = new Cdk(
                command.surroundings().programs(),
                command.aws().region().id(),
                command.aws().profile());
        var assembly = command.surroundings().directory().resolve("cdk.out");
        cdk.synth(
                assembly, settings.entrySet().stream().map(Map.Entry::toString).toArray(String[]::new));
        showPlan(assembly);
        command.confirmByTyping(
                "The switch: DataStack and ComputeStack are deployed, and nobody reaches the site until both are.",
                command.deployment());
        if (state.settingsBefore() == null) {
            state.withSettingsBefore(values(before, settings)).write(records);
        }
        // A deployment with other settings than these would make another database in the place of the restored one.
        after.save();
        if (cdk.deploy(assembly, STACKS) != 0) {
            throw Failure.failed("""
                    The switch did not come to its end; CloudFormation's events, and the output above, say why. cdk.json names what was restored.
                    Mend the cause, then: openemr restore --resume. As long as DataStack has not moved: openemr restore --abandon""");
        }
    }

    /** What the two stacks do: that, and nothing else that cdk.json may have changed. */
    private void showPlan(Path assembly) {
        var deployed = command.deployedStacks();
        var wanted = new HashMap<>(deployed.templates());
        var synthesised = WantedTemplates.in(assembly);
        STACKS.forEach(stack -> wanted.put(stack, synthesised.get(stack)));
        ChangeReport.of(deployed, wanted, command.commands(Optional.empty()))
                .lines()
                .forEach(command::say);
    }

    /** What the stacks take over, and what they need for it. */
    private Map<String, String> settings(RestoreState state, CdkJsonFile file) {
        var settings = new LinkedHashMap<>(takenOver(state));
        Optional.ofNullable(state.snapshot())
                .flatMap(snapshot -> EngineVersion.ofSnapshot(command.aws().client(RdsClient.builder()), snapshot))
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
                command.aws().client(RdsDataClient.builder()), deployed, DataContract.DATABASE_USER_SECRET_ARN));
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
        return Optional.ofNullable(state.filesPoint())
                .map(point -> backups.find(point).created())
                .orElseGet(() -> command.surroundings().clock().instant());
    }

    /**
     * Removes what it has made, and puts cdk.json back.
     *
     * @throws Failure when a stack has taken it over
     */
    void abandon(RestoreState state) {
        var settings = takenOver(state);
        var deployed = command.deployedStacks().templates().values().toString();
        if (settings.values().stream().anyMatch(deployed::contains)) {
            throw Failure.notReady("DataStack has what was restored already: openemr restore --resume goes on."
                    + " The way back is another restore, to a time before.");
        }
        if (state.settingsBefore() != null) {
            with(command.checkout(), state.settingsBefore()).save();
        }
        if (state.databaseTime() != null) {
            remove(cluster(state));
            pointInTime(state).deleteSnapshot();
        }
        fileSystem(state).ifPresent(made -> remove(restored.files(made, state.name(), SITES)));
        RestoreState.delete(records);
    }

    /** What AWS Backup is still making is waited for. */
    private Optional<String> fileSystem(RestoreState state) {
        if (state.filesJob() == null || state.fileSystem() != null) {
            return Optional.ofNullable(state.fileSystem());
        }
        var point = backups.find(String.valueOf(state.filesPoint()));
        return Optional.of(restored.follow("Ending the restore of", point, state.filesJob()));
    }

    private void remove(Scratch scratch) {
        restored.wait("Removing " + scratch.name(), scratch::remove, Scratch.GONE);
    }
}

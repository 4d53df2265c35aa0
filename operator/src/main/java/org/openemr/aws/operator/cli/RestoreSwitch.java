package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.DatabaseNames;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.backup.EngineVersion;
import org.openemr.aws.operator.backup.RestoreState;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.plan.DeployedStacks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.trial.Records;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** The switch of a deployment to what was restored: cdk.json, and the stacks that use the stores. */
final class RestoreSwitch {

    private static final String DATABASE_KEY = "restore_database_from_snapshot";
    private static final String FILES_KEY = "restore_sites_file_system_id";
    private static final String ENGINE_KEY = "aurora_engine_version";

    /** Who reads from the stores has to move with them. */
    private static final List<String> ON_REQUEST = List.of(Layer.RECOVERY.stackId(), Layer.ANALYTICS.stackId());

    private static final List<Layer> LAYERS = List.of(Layer.DATA, Layer.COMPUTE, Layer.RECOVERY, Layer.ANALYTICS);

    private final OperatorCommand command;
    private final DeployedValues values;
    private final Records records;
    private final RdsClient rds;

    RestoreSwitch(OperatorCommand command, DeployedValues values, Records records) {
        this.command = command;
        this.values = values;
        this.records = records;
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
        var prefix = values.names().physicalName(DatabaseNames.part(Optional.of(point))) + "-";
        rds.describeDBClustersPaginator().dbClusters().stream()
                .filter(cluster -> cluster.dbClusterIdentifier().startsWith(prefix))
                .findFirst()
                .ifPresent(cluster -> {
                    throw Failure.notReady(
                            "The cluster %s was made from this recovery point already. Give another one, or --to a time; or delete that cluster, when it is not the deployment's."
                                    .formatted(cluster.dbClusterIdentifier()));
                });
    }

    /** Shows what changes, asks, and deploys the stacks. */
    void deploy(RestoreState state) {
        var before = command.checkout();
        var settings = settings(state, before);
        var deployed = command.deployedStacks();
        var stacks = stacks(deployed);
        requireWhatIsDeployed(deployed, before, settings);
        command.showDifference(
                LineDifference.between(before.text(), before.with(settings).text()));
        var cdk = command.cdk();
        var assembly = command.surroundings().directory().resolve("cdk.out");
        cdk.synth(
                assembly, settings.entrySet().stream().map(Map.Entry::toString).toArray(String[]::new));
        ChangeReport.of(deployed, stacks, assembly, command.commands(Optional.empty()))
                .lines()
                .forEach(command::say);
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
        now.with(settings).save();
        if (cdk.deploy(assembly, stacks) != 0) {
            throw Failure.failed("""
                    The switch did not come to its end; CloudFormation's events, and the output above, say why. cdk.json names what was restored.
                    Mend the cause, then: openemr restore --resume. As long as DataStack has not moved: openemr restore --abandon""");
        }
    }

    private static List<String> stacks(DeployedStacks deployed) {
        return LAYERS.stream()
                .map(Layer::stackId)
                .filter(stack -> deployed.stacks().containsKey(stack) || !ON_REQUEST.contains(stack))
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

    /** What of it a stack takes over. */
    private static Map<String, String> takenOver(RestoreState state) {
        var settings = new LinkedHashMap<String, String>();
        Optional.ofNullable(state.snapshot()).ifPresent(snapshot -> settings.put(DATABASE_KEY, snapshot));
        Optional.ofNullable(state.fileSystem()).ifPresent(fileSystem -> settings.put(FILES_KEY, fileSystem));
        return settings;
    }

    private static Map<String, @Nullable Object> values(CdkJsonFile file, Map<String, String> settings) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        settings.keySet().forEach(key -> before.put(key, file.context().get(key)));
        return before;
    }

    /**
     * Whether a stack has taken over what was restored.
     *
     * @throws Failure while one may be taking it over
     */
    boolean isMade(RestoreState state) {
        new Stacks(command.aws().client(CloudFormationClient.builder()))
                .changing(values.names(), LAYERS)
                .ifPresent(changing -> {
                    throw Failure.notReady("%s is %s: try again when that has ended."
                            .formatted(
                                    changing.getKey().stackId(),
                                    changing.getValue().stackStatusAsString()));
                });
        return takenOver(state).values().stream().anyMatch(deployed());
    }

    /** Whether DataStack is deployed with all that was restored. */
    boolean isSwitched(RestoreState state) {
        return takenOver(state).values().stream().allMatch(deployed());
    }

    private Predicate<String> deployed() {
        var template = String.valueOf(command.deployedStacks().templates().get(Layer.DATA.stackId()));
        return made -> template.contains('"' + made + '"');
    }

    /** Puts back in cdk.json what the switch wrote, and nothing that somebody has written since. */
    void putBack(RestoreState state) {
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
            file.with(own).save();
        }
    }
}

package org.openemr.aws.compute;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.function.DatabaseCertificates;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.ComputeSettings;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/**
 * The task that installs or upgrades OpenEMR and applies its settings. It alone knows the database administrator's
 * password.
 */
final class SetUpTask extends Construct {

    private final FargateTaskDefinition task;
    private final Duration limit;
    private final OpenEmrSettings settings;
    private final Map<String, Secret> databaseVariables;
    private final TaskRun.Subject subject;

    private final Optional<DatabaseCertificates> certificates;

    SetUpTask(Construct scope, Tasks tasks, Upstream upstream, ComputeSettings computeSettings) {
        super(scope, "SetUpTask");
        limit = Duration.hours(computeSettings.upgradeLimitHours());
        var definitions = tasks.definitions();
        settings = new OpenEmrSettings(scope, definitions.deployment(), computeSettings, upstream);
        task = definitions.definition(this, TaskKind.SET_UP, FargateSize.STANDARD);
        subject = new TaskRun.Subject(task, definitions.family(TaskKind.SET_UP), definitions.image());
        var variables = new TreeMap<>(upstream.setUpVariables());
        databaseVariables = new TreeMap<>(upstream.databaseVariables());
        databaseVariables.putAll(new DatabaseVariables(this, definitions.deployment()).variables());
        variables.putAll(databaseVariables);
        variables.putAll(settings.variables());
        certificates = upstream.features().certificatesByFunction()
                ? Optional.of(new DatabaseCertificates(
                        this,
                        definitions.deployment(),
                        Layer.COMPUTE,
                        computeSettings.version(),
                        upstream.security().dataKey(),
                        upstream.functions()))
                : Optional.empty();
        certificates.ifPresent(
                fetched -> variables.put("DATABASE_CA_BUNDLE", Secret.fromSecretsManager(fetched.secret())));
        var options = definitions
                .container(task, TaskScript.SET_UP, TaskKind.SET_UP, variables)
                .build();
        definitions.add(task, TaskKind.SET_UP, options, FileSystemMount.sites(upstream.sites()));
    }

    /** How OpenEMR reaches its database, for the task that writes another user as well. */
    Map<String, Secret> databaseVariables() {
        return databaseVariables;
    }

    /** Runs it in each deployment that changes the image, or what it writes into the installation. */
    TaskRun run(Stack stack, Tasks tasks, Upstream upstream) {
        var inputs = new TreeMap<>(settings.values());
        inputs.put("database", upstream.data().databaseWriterEndpoint());
        if (upstream.features().models()) {
            inputs.put("models", "admitted");
        }
        var backup = BackupBeforeUpgrade.of(upstream.data(), upstream.sites());
        var run = new TaskRun(stack, "SetUpRun", tasks, subject, limit, inputs, Optional.of(backup));
        certificates.ifPresent(fetched -> run.getNode().addDependency(fetched.fetched()));
        return run;
    }

    void publish(Publication publication) {
        TaskDefinitions.publishRoles(
                publication, task, ComputeContract.SET_UP_TASK_ROLE_ARN, ComputeContract.SET_UP_EXECUTION_ROLE_ARN);
    }
}

package org.openemr.aws.compute;

import java.util.TreeMap;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.constructs.Construct;

/**
 * The task that installs or upgrades OpenEMR and applies its settings. It alone knows the database administrator's
 * password.
 */
final class SetUpTask extends Construct {

    private final TaskRun.Subject subject;

    SetUpTask(
            Construct scope,
            Deployment deployment,
            TaskDefinitions definitions,
            Upstream upstream,
            OpenEmrSettings settings) {
        super(scope, "SetUpTask");
        var task = definitions.definition(this, TaskKind.SET_UP, FargateSize.STANDARD);
        subject = new TaskRun.Subject(task, definitions.family(TaskKind.SET_UP), definitions.image());
        var variables = new TreeMap<>(upstream.setUpVariables());
        variables.putAll(new DatabaseVariables(this, deployment).variables());
        variables.putAll(settings.variables());
        var options = definitions
                .container(task, TaskScript.SET_UP, TaskKind.SET_UP, variables)
                .build();
        definitions.add(task, TaskKind.SET_UP, options, FileSystemMount.sites(upstream.sites()));
    }

    TaskRun.Subject subject() {
        return subject;
    }
}

package org.openemr.aws.compute;

import java.util.TreeMap;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.FileSystemMount;
import org.openemr.aws.settings.installation.FargateSize;
import software.constructs.Construct;

/**
 * The task that installs or upgrades OpenEMR and applies its settings. It alone knows the database administrator's
 * password.
 */
final class SetUpTask extends Construct {

    private static final String PART = "set-up";

    private final TaskRun.Subject subject;

    SetUpTask(
            Construct scope,
            Deployment deployment,
            TaskDefinitions definitions,
            Upstream upstream,
            OpenEmrSettings settings) {
        super(scope, "SetUpTask");
        var task = definitions.definition(this, PART, FargateSize.STANDARD);
        subject = new TaskRun.Subject(task, definitions.family(PART), definitions.image());
        var variables = new TreeMap<>(upstream.setUpVariables());
        variables.putAll(new DatabaseVariables(this, deployment).variables());
        variables.putAll(settings.variables());
        var options = definitions
                .container(task, TaskScript.SET_UP, "ecs/set-up", variables)
                .build();
        definitions.add(task, PART, options, FileSystemMount.sites(upstream.sites()));
    }

    TaskRun.Subject subject() {
        return subject;
    }
}

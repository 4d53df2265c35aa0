package org.openemr.aws.compute;

import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.constructs.Construct;

/**
 * The task that gives OpenEMR's administrator another password. {@code openemr rotate administrator} starts it when the secret holds the one
 * that is to come; without it ECS does not start the task.
 */
final class AdministratorTask {

    private static final FargateSize SIZE = new FargateSize(256, 512);

    private AdministratorTask() {}

    static void add(Construct stack, Tasks tasks, Upstream upstream) {
        var scope = new Construct(stack, "AdministratorTask");
        var definitions = tasks.definitions();
        var task = definitions.definition(scope, TaskKind.ADMINISTRATOR, SIZE);
        var options = definitions
                .container(task, TaskScript.ADMINISTRATOR, TaskKind.ADMINISTRATOR, upstream.administratorVariables())
                .build();
        definitions.add(task, TaskKind.ADMINISTRATOR, options, FileSystemMount.sites(upstream.sites()));
    }
}

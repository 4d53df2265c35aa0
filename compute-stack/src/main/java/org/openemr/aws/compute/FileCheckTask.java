package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.constructs.Construct;

/**
 * The task that opens what a file system holds, and changes nothing. {@code openemr backup verify} and restore tests start it with a restored
 * file system in the place of the deployment's own.
 */
final class FileCheckTask extends Construct {

    private static final FargateSize SIZE = new FargateSize(256, 512);

    private final FargateTaskDefinition task;

    FileCheckTask(Construct scope, Tasks tasks, Upstream upstream) {
        super(scope, "FileCheckTask");
        var definitions = tasks.definitions();
        task = definitions.definition(this, TaskKind.FILE_CHECK, SIZE);
        var options = definitions
                .container(task, TaskScript.FILE_CHECK, TaskKind.FILE_CHECK, Map.of())
                .readonlyRootFilesystem(true)
                .build();
        definitions.add(
                task,
                TaskKind.FILE_CHECK,
                options,
                FileSystemMount.sites(upstream.sites()).at("/restored").asReadOnly());
    }

    void publish(Publication publication) {
        TaskDefinitions.publishRoles(
                publication,
                task,
                ComputeContract.FILE_CHECK_TASK_ROLE_ARN,
                ComputeContract.FILE_CHECK_EXECUTION_ROLE_ARN);
    }
}

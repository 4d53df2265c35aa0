package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.task.FileSystemMount;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/** The task that writes who OpenEMR is to its database where OpenEMR reads it. A rotation of that user's credentials starts it. */
final class ConnectionTask extends Construct {

    private static final FargateSize SIZE = new FargateSize(256, 512);

    private final FargateTaskDefinition task;

    ConnectionTask(Construct scope, Tasks tasks, Upstream upstream, Map<String, Secret> databaseVariables) {
        super(scope, "ConnectionTask");
        var definitions = tasks.definitions();
        task = definitions.definition(this, TaskKind.CONNECTION, SIZE);
        var options = definitions
                .container(task, TaskScript.CONNECTION, TaskKind.CONNECTION, databaseVariables)
                .build();
        definitions.add(task, TaskKind.CONNECTION, options, FileSystemMount.sites(upstream.sites()));
    }

    void publish(Publication publication) {
        TaskDefinitions.publishRoles(
                publication,
                task,
                ComputeContract.CONNECTION_TASK_ROLE_ARN,
                ComputeContract.CONNECTION_EXECUTION_ROLE_ARN);
    }
}

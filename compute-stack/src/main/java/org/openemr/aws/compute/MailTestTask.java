package org.openemr.aws.compute;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.settings.installation.FargateSize;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.constructs.Construct;

/**
 * The task that sends one message as OpenEMR does: it knows how OpenEMR sends, and nothing else. {@code openemr mail test} starts it.
 */
final class MailTestTask extends Construct {

    private static final FargateSize SIZE = new FargateSize(256, 512);

    private final FargateTaskDefinition task;

    MailTestTask(Construct scope, Tasks tasks, Upstream upstream, OpenEmrMail mail) {
        super(scope, "MailTestTask");
        var definitions = tasks.definitions();
        task = definitions.definition(this, TaskKind.MAIL_TEST, SIZE);
        var options = definitions
                .container(task, TaskScript.MAIL_TEST, TaskKind.MAIL_TEST, upstream.mailVariables(mail))
                .build();
        definitions.add(task, TaskKind.MAIL_TEST, options);
    }

    void publish(Publication publication) {
        TaskDefinitions.publishRoles(
                publication,
                task,
                ComputeContract.MAIL_TEST_TASK_ROLE_ARN,
                ComputeContract.MAIL_TEST_EXECUTION_ROLE_ARN);
    }
}

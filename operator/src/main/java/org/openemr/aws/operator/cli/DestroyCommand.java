package org.openemr.aws.operator.cli;

import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.settings.installation.DataOnDestroy;
import org.openemr.aws.settings.installation.InstallationSettings;
import picocli.CommandLine.Command;

@Command(
        name = "destroy",
        description = "Destroy the deployment; shows first what is kept and what is lost by data_on_destroy.",
        footer = {"", "Example:", "  openemr destroy"})
final class DestroyCommand extends OperatorCommand {

    private static final String RETAIN = """
            data_on_destroy is retain.
            Kept: a final snapshot of the database, both file systems, the vault with its recovery points, the audit
                  trail, keys, secrets, received mail, logs. They cost what they store; docs/restore.md brings them back.
            Lost: the cache (sessions: everybody is signed out), the network, the service.
            The load balancer and the database are protected: destroying stops there until you take that off.""";
    private static final String DELETE = """
            data_on_destroy is delete.
            Lost: EVERYTHING. Database, files, recovery points, audit trail, keys, secrets, logs. Nothing can be restored.""";

    private static final String COPIES =
            "Kept: the vaults of copies, their stacks and what is in them; backup-copy-stack/README.md tells more.";

    DestroyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var file = checkout();
        var settings = InstallationSettings.read(
                file.context(), Optional.of(aws().region().id()));
        var deployment = settings.deployment();
        values();
        say(deployment.dataOnDestroy() == DataOnDestroy.DELETE ? DELETE : RETAIN);
        if (settings.backupCopies().areMade()) {
            say(COPIES);
        }
        if (deployment.terminationProtection()) {
            throw Failure.notReady(
                    "The stacks are protected. Set \"enable_stack_termination_protection\": false, deploy, and try again.");
        }
        confirmByTyping(
                "Destroy deployment '%s' in %s?"
                        .formatted(deployment(), aws().region().id()),
                deployment());
        var cdk = cdk();
        var assembly = surroundings().directory().resolve("cdk.out");
        cdk.synth(assembly);
        cdk.destroy(assembly, WantedTemplates.in(assembly).keySet());
        return ExitStatus.DONE;
    }
}

package org.openemr.aws.operator.cli;

import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.tasks.ServiceTasks;
import org.openemr.aws.operator.tasks.SessionPlugin;
import org.openemr.aws.operator.tasks.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Command(
        name = "shell",
        description = "Open a root shell in a running task, by ECS Exec. What is done in it is recorded.",
        footer = {"", "Example:", "  openemr shell --command 'tail -n 50 /var/log/apache2/error.log'"})
final class ShellCommand extends OperatorCommand {

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            defaultValue = "/bin/sh",
            description = "What to run (default: ${DEFAULT-VALUE}).")
    private String command;

    ShellCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var plugin = new SessionPlugin(surroundings().programs());
        plugin.require();
        var ecs = aws().client(EcsClient.builder());
        var task = new ServiceTasks(ecs, values()).any();
        say("Opening a shell in task " + task.id() + "; `exit` ends it.");
        var session = new Sessions(ecs, aws().client(SsmClient.builder())).execute(task, command);
        var status = plugin.join(
                session, aws().region().id(), aws().profile().orElse(""), Map.of("Target", task.sessionTarget()));
        return status == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}

package org.openemr.aws.operator.cli;

import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.tasks.ServiceTasks;
import org.openemr.aws.operator.tasks.SessionPlugin;
import org.openemr.aws.operator.tasks.Sessions;
import org.openemr.aws.operator.tasks.Sessions.Forwarding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Command(
        name = "tunnel",
        description = "Forward a local port to the database, through a running task; needs enable_ecs_exec.",
        footer = {"", "Example:", "  openemr db tunnel --reader --local-port 13306"})
final class DatabaseTunnelCommand extends OperatorCommand {

    private static final int MYSQL = 3306;
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--reader", description = "Connect to the readers instead of the writer.")
    private boolean reader;

    @Option(
            names = "--local-port",
            paramLabel = "PORT",
            defaultValue = "3306",
            description = "The port on this machine (default: ${DEFAULT-VALUE}).")
    private int localPort;

    DatabaseTunnelCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (localPort < 1 || localPort > LARGEST_PORT) {
            throw Failure.usage("--local-port must be 1 to 65535.");
        }
        var plugin = new SessionPlugin(surroundings().programs());
        plugin.require();
        var values = values();
        var ecs = aws().client(EcsClient.builder());
        var host = values.get(reader ? DataContract.DATABASE_READER_ENDPOINT : DataContract.DATABASE_WRITER_ENDPOINT);
        var task = new ServiceTasks(ecs, values).any();
        var forwarding = new Forwarding(task, host, MYSQL, localPort);
        var session = new Sessions(ecs, aws().client(SsmClient.builder())).forward(forwarding);
        say("""
                Connect:  mysql --host 127.0.0.1 --port %d --user openemr --password --ssl-mode REQUIRED openemr
                Password: in the secret %s
                Ctrl-C closes the tunnel.""".formatted(localPort, values.get(DataContract.DATABASE_USER_SECRET_ARN)));
        var status = plugin.join(session, aws().region().id(), aws().profile().orElse(""), forwarding.request());
        return status == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}

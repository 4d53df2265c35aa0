package org.openemr.aws.operator.tasks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.tasks.SessionPlugin.Session;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Opens sessions in running tasks. */
public final class Sessions {

    private static final String PORT_FORWARDING = "AWS-StartPortForwardingSessionToRemoteHost";

    private final EcsClient ecs;
    private final SsmClient ssm;

    public Sessions(EcsClient ecs, SsmClient ssm) {
        this.ecs = ecs;
        this.ssm = ssm;
    }

    /** A session in which a command runs, see <a
     * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html">ECS Exec</a>. */
    public Session execute(RunningTask task, String command) {
        var session = ecs.executeCommand(execute -> execute.cluster(task.cluster())
                        .task(task.id())
                        .container(TaskKind.SERVICE.label())
                        .interactive(true)
                        .command(command))
                .session();
        return new Session(session.sessionId(), session.streamUrl(), session.tokenValue());
    }

    /** A session that forwards a local port to a port of a host which the task can reach. */
    public Session forward(Forwarding forwarding) {
        var session = ssm.startSession(start -> start.target(forwarding.task().sessionTarget())
                .documentName(PORT_FORWARDING)
                .parameters(forwarding.parameters()));
        return new Session(session.sessionId(), session.streamUrl(), session.tokenValue());
    }

    /** What is forwarded where. */
    public record Forwarding(RunningTask task, String host, int port, int localPort) {

        Map<String, List<String>> parameters() {
            return new TreeMap<>(Map.of(
                    "host", List.of(host),
                    "portNumber", List.of(String.valueOf(port)),
                    "localPortNumber", List.of(String.valueOf(localPort))));
        }

        /** The request as the plugin wants to see it. */
        public Map<String, Object> request() {
            return new TreeMap<>(Map.of(
                    "Target", task.sessionTarget(), "DocumentName", PORT_FORWARDING, "Parameters", parameters()));
        }
    }
}

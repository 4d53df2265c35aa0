package org.openemr.aws.operator.cli;

import java.util.Optional;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.tasks.EcsService;
import org.openemr.aws.operator.tasks.Rollout;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.ecs.EcsClient;

@Command(
        name = "restart",
        description = {
            "Replace all tasks of the site by new ones of the same version and settings, and wait until they serve.",
            "A new task answers before an old one ends, and sessions are in the cache: nobody is signed out."
        },
        footer = {"", "Example:", "  openemr restart"})
final class RestartCommand extends OperatorCommand {

    private static final double WHOLE = 100;

    RestartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var service = new EcsService(
                aws().client(EcsClient.builder()),
                values.get(ComputeContract.CLUSTER_NAME),
                values.get(ComputeContract.SERVICE_NAME));
        var tasks = service.desired()
                .filter(number -> number > 0)
                .orElseThrow(
                        () -> Failure.notReady(
                                "No task of the site is meant to run: there is nothing to restart. `openemr status` shows why."));
        confirm("Replace the %d tasks of %s by new ones, which answer before the old ones end?"
                .formatted(tasks, deployment()));
        var id = service.startAnew();
        say("It goes on in AWS when this command is ended; openemr status shows it.");
        var ended = Polling.until(
                this,
                "Replacing tasks",
                () -> service.rollout(id),
                rollout -> rollout.filter(Rollout::goesOn).isEmpty(),
                (progress, rollout) -> rollout.ifPresent(
                        now -> progress.show(WHOLE * now.running() / Math.max(1, now.desired()), now.state())));
        return end(ended);
    }

    private ExitStatus end(Optional<Rollout> ended) {
        var rollout = ended.orElseThrow(() -> Failure.failed(
                "It is gone: the new tasks did not come up and ECS went back to those before, or another deployment took its place. `openemr status` and"
                        + " `openemr logs service` show more."));
        if (rollout.isComplete()) {
            say("All tasks are new.");
            return ExitStatus.DONE;
        }
        throw Failure.failed(
                "The new tasks did not come up, and ECS goes back to the ones before: %s. `openemr logs service` shows what they said."
                        .formatted(rollout.reason()));
    }
}

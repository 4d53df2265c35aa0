package org.openemr.aws.operator.cli;

import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.status.SiteAlarms;
import org.openemr.aws.operator.tasks.Closure;
import org.openemr.aws.operator.tasks.SiteTasks;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.model.Service;

@Command(
        name = "resume",
        description = {
            "Open the site that `openemr pause` closed, and wait until its tasks run. A database that pauses takes some 15 seconds to wake, and longer"
                    + " after a day."
        },
        footer = {"", "Example:", "  openemr resume"})
final class ResumeCommand extends OperatorCommand {

    private static final double WHOLE = 100;

    ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var tasks = new SiteTasks(aws(), values);
        var mark = tasks.pauseMark();
        if (mark.since().isEmpty()) {
            return notPaused(tasks);
        }
        tasks.open(tasks.openSize());
        say("It goes on in AWS when this command is ended; the same command goes on waiting.");
        var opened = Polling.until(
                this,
                "Opening the site",
                () -> tasks.service()
                        .orElseThrow(() -> Failure.notReady("ComputeStack was deleted meanwhile, with its service.")),
                service -> service.runningCount() >= service.desiredCount(),
                (progress, service) -> progress.show(
                        WHOLE * service.runningCount() / Math.max(1, service.desiredCount()), counts(service)));
        new SiteAlarms(aws().client(CloudWatchClient.builder()), values.names()).tell();
        mark.remove();
        say(
                opened.desiredCount() == 0
                        ? "It is no longer paused, and %s.".formatted(Closure.AT_THIS_HOUR)
                        : "The site is open: %s".formatted(values.get(ComputeContract.SITE_ADDRESS)));
        return ExitStatus.DONE;
    }

    private ExitStatus notPaused(SiteTasks tasks) {
        Closure.of(tasks).ifPresent(closure -> {
            var why = "It was not `openemr pause` that closed the site: it is %s. %s"
                    .formatted(closure.why(), closure.remedy());
            throw Failure.notReady(why.strip());
        });
        say("The site is open.");
        return ExitStatus.DONE;
    }

    private static String counts(Service service) {
        return "%d of %d tasks run".formatted(service.runningCount(), service.desiredCount());
    }

    @Override
    String afterInterrupt() {
        return "The site opens by itself. openemr resume waits for it again.";
    }
}

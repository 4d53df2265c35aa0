package org.openemr.aws.operator.cli;

import java.util.Locale;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.status.SiteAlarms;
import org.openemr.aws.operator.tasks.SiteTasks;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;

@Command(
        name = "pause",
        description = {
            "Close the site until `openemr resume`: no task runs, nobody reaches it, and alarms that miss tasks tell nobody.",
            "Data stay where they are, and backups are made. With aurora_min_capacity 0 the database pauses, too. For nights there is night_hours."
        },
        footer = {"", "Example:", "  openemr pause"})
final class PauseCommand extends OperatorCommand {

    PauseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var tasks = new SiteTasks(aws(), values);
        var mark = tasks.pauseMark();
        if (mark.since().isEmpty()) {
            requireNothingElse(tasks.size());
            confirm("Close the site of %s? Nobody can work until `openemr resume`.".formatted(deployment()));
            mark.set(surroundings().clock().instant());
        }
        new SiteAlarms(aws().client(CloudWatchClient.builder()), values.names()).silence();
        tasks.close();
        say("It goes on in AWS when this command is ended; the same command goes on waiting.");
        Polling.until(
                this,
                "Closing the site",
                tasks::going,
                going -> going == 0,
                (progress, going) -> progress.show(-1, "%d tasks go on".formatted(going)));
        say("The site is closed. " + database(values));
        return ExitStatus.DONE;
    }

    /** What `openemr resume` would start too early. */
    private static void requireNothingElse(SiteTasks.Size size) {
        if (size.scaling().schedule()) {
            throw Failure.notReady(
                    "The scaling of the site is suspended, by a move to another region or by somebody: what did that has to end it first.");
        }
        if (size.heldClock().schedule()) {
            throw Failure.notReady(
                    "Background services are held back, by an import or by somebody: openemr import finish, or openemr import abort, first.");
        }
    }

    private String database(DeployedValues values) {
        var scaling = aws().client(RdsClient.builder())
                .describeDBClusters(
                        describe -> describe.dbClusterIdentifier(values.get(DataContract.DATABASE_IDENTIFIER)))
                .dbClusters()
                .get(0)
                .serverlessV2ScalingConfiguration();
        return scaling.minCapacity() > 0
                ? String.format(
                        Locale.ROOT,
                        "The database keeps %.1f capacity units, which are paid: with aurora_min_capacity 0 it pauses.",
                        scaling.minCapacity())
                : "The database pauses when nothing has asked it for %d minutes."
                        .formatted(scaling.secondsUntilAutoPause() / 60);
    }

    @Override
    String afterInterrupt() {
        return "The site closes by itself. openemr pause waits for it again, and openemr resume opens it.";
    }
}

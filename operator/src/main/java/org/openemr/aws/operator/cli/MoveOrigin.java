package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.move.MoveState;
import org.openemr.aws.operator.tasks.SiteTasks;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The deployment that moves, in the region that it leaves. */
final class MoveOrigin {

    private final OperatorCommand command;
    private final Aws aws;
    private final DeployedValues values;
    private final Backups backups;
    private final SiteTasks tasks;

    /**
     * A deployment.
     *
     * @param region the region that it leaves
     * @throws Failure when there is none of the name
     */
    MoveOrigin(OperatorCommand command, String region) {
        this.command = command;
        aws = command.aws().in(region);
        values = DeployedValues.require(aws.client(SsmClient.builder()), command.deployment(), region);
        backups = new Backups(aws.client(BackupClient.builder()), values);
        tasks = new SiteTasks(aws, values);
    }

    String region() {
        return values.region();
    }

    Backups backups() {
        return backups;
    }

    Store store(String name) {
        return Store.named(values, name);
    }

    Map<String, String> counts() {
        return new DatabaseCounts(command, aws, values).read();
    }

    /**
     * Sees that its site is open, and that nothing is being deployed.
     *
     * @throws Failure otherwise
     */
    SiteTasks.Size requireOpen() {
        requireNoDeployment();
        var size = tasks.size();
        if (size.nobodyCanWork()) {
            throw Failure.notReady("The site in %s is closed already: see what closed it.".formatted(region()));
        }
        return size;
    }

    /** Ends its tasks, and waits until the last one has ended, whatever it was doing. */
    void close() {
        tasks.close();
        Polling.until(
                command,
                "Closing the site in " + region(),
                tasks::going,
                going -> going == 0,
                (progress, going) -> progress.show(-1, "%d tasks go on".formatted(going)));
    }

    /**
     * Sees that nobody has written anything since it was closed.
     *
     * @throws Failure when somebody may have
     */
    void requireClosed(MoveState state) {
        requireNoDeployment();
        if (!tasks.size().nobodyCanWork() || tasks.going() > 0) {
            throw Failure.notReady(
                    "The site in %s, which was closed at %s, has tasks: what they write would be lost. openemr move --abandon, then begin anew."
                            .formatted(region(), state.quietSince()));
        }
    }

    void open(MoveState state) {
        tasks.open(Objects.requireNonNull(state.before()));
    }

    private void requireNoDeployment() {
        new Stacks(aws.client(CloudFormationClient.builder()))
                .changing(values.names(), List.of(Layer.values()))
                .ifPresent(changing -> {
                    throw Failure.notReady("%s in %s is %s: try again when that has ended."
                            .formatted(
                                    changing.getValue().stackName(),
                                    region(),
                                    changing.getValue().stackStatusAsString()));
                });
    }
}

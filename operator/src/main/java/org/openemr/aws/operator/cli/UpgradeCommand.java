package org.openemr.aws.operator.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.image.ImageAssumptions;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.deploy.OpenEmrVersion;
import org.openemr.aws.operator.deploy.StackEvents;
import org.openemr.aws.operator.logs.LogSource;
import org.openemr.aws.operator.logs.Logs;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

@Command(
        name = "upgrade",
        description = {
            "Upgrade OpenEMR the rehearsed way: the difference and the plan to look at, ComputeStack alone, the set-up task's log, and the health"
                    + " afterwards. The deployment takes recovery points before it upgrades.",
            "cdk.json gets the new version when CloudFormation has it; when the upgrade fails, CloudFormation goes back to the old image by"
                    + " itself, and cdk.json to the old version."
        },
        footer = {"", "Example:", "  openemr upgrade --to 8.4.2"})
final class UpgradeCommand extends OperatorCommand {

    private static final String KEY = "openemr_version";
    private static final String STACK = Layer.COMPUTE.stackId();

    /** How the logical ids of what makes the tasks' certificates begin. */
    private static final String OF_TLS = "TlsMaterial";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            required = true,
            description = "The tag of the release, for example 8.4.2.")
    private String version;

    private String said = "";

    UpgradeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var target = OpenEmrVersion.of(version);
        var file = checkout();
        check(target, file);
        var values = values();
        var changed = file.with(KEY, target.toString());
        showDifference(LineDifference.between(file.text(), changed.text()));
        var cdk = cdk();
        var assembly = surroundings().directory().resolve("cdk.out");
        showPlan(cdk, assembly, KEY + "=" + target);
        showWhatWasNotRead(target);
        confirm("Deploy ComputeStack with this change?");
        var since = surroundings().clock().instant();
        if (Boolean.parseBoolean(String.valueOf(file.context().get("image_mirror")))) {
            ImageMirrorCommand.copy(WantedImage.in(changed.context()), aws(), values, this::say);
        }
        var events = new StackEvents(
                aws().client(CloudFormationClient.builder()), values.names().stackName(Layer.COMPUTE));
        var status = deploy(
                cdk.startDeploy(assembly, STACK),
                values,
                () -> {
                    if (hasBegun(events, since)) {
                        record(target);
                    }
                },
                since);
        if (status != 0) {
            throw whatHappened(
                    events,
                    since,
                    OpenEmrVersion.of(String.valueOf(file.context().get(KEY))),
                    target);
        }
        record(target);
        return FindingsView.status(new FindingsView(this).showHealth(values));
    }

    /** What the deployment of the one stack does. */
    private void showPlan(Cdk cdk, Path assembly, String setting) {
        cdk.synth(assembly, setting);
        var report = ChangeReport.of(deployedStacks(), List.of(STACK), assembly, commands(Optional.empty()));
        cdk.diff(assembly, STACK);
        report.lines().forEach(this::say);
        if (report.status() != ExitStatus.DONE) {
            throw new Failure(report.status(), "Nothing was done.");
        }
    }

    /** What the containers' scripts take for granted, and nobody has read in this version yet. */
    private void showWhatWasNotRead(OpenEmrVersion target) {
        var notRead = ImageAssumptions.ALL.stream()
                .filter(assumption -> OpenEmrVersion.of(assumption.readAt()).compareTo(target) < 0)
                .toList();
        if (!notRead.isEmpty()) {
            say(
                    "Our scripts take this for granted, read in older versions than %s. Try it in a second deployment first; see docs/openemr-image.md:"
                            .formatted(target));
            notRead.forEach(assumption ->
                    say("  %s (%s, %s)".formatted(assumption.sentence(), assumption.source(), assumption.readAt())));
        }
    }

    private void check(OpenEmrVersion target, CdkJsonFile file) {
        var current = OpenEmrVersion.of(String.valueOf(file.context().get(KEY)));
        if (target.compareTo(current) == 0) {
            throw Failure.usage("cdk.json asks for %s already. To deploy it: npx cdk deploy --exclusively ComputeStack"
                    .formatted(target));
        }
        if (target.compareTo(current) < 0) {
            throw Failure.usage(
                    "%s is older than %s, and a schema is never taken back. docs/upgrading.md tells how to return to a recovery point."
                            .formatted(target, current));
        }
    }

    /** Shows what the set-up task says while it is deployed. */
    private int deploy(Process deployment, DeployedValues values, Runnable look, Instant since) {
        Optional<Logs> logs = Optional.empty();
        while (deployment.isAlive()) {
            surroundings().pause().of(BETWEEN_LOOKS);
            look.run();
            logs = show(logs, values, since);
        }
        show(logs, values, since);
        return deployment.exitValue();
    }

    /**
     * The version that is deployed next time; what somebody else changes in cdk.json meanwhile stays. A file that cannot be read or written
     * just now is no reason to leave a deployment alone.
     */
    private void record(OpenEmrVersion deployed) {
        try {
            var file = checkout();
            if (!deployed.toString().equals(file.context().get(KEY))) {
                file.with(KEY, deployed.toString()).save();
            }
        } catch (Failure | UncheckedIOException e) {
            sayOnce("cdk.json could not be changed: %s. Set \"%s\": \"%s\" in it before anybody deploys again."
                    .formatted(e.getMessage(), KEY, deployed));
        }
    }

    /** A log that cannot be read, or is not there yet, is no reason to leave a deployment alone. */
    private Optional<Logs> show(Optional<Logs> opened, DeployedValues values, Instant since) {
        try {
            var logs = opened.orElseGet(() -> Logs.of(
                    aws().client(CloudWatchLogsClient.builder()), LogSource.SET_UP, values, Optional.empty(), since));
            logs.readNew(event -> say("set-up: " + event.message().stripTrailing()));
            return Optional.of(logs);
        } catch (SdkException | Failure e) {
            sayOnce("The log of the set-up task cannot be read: " + e.getMessage());
            return opened;
        }
    }

    private void sayOnce(String text) {
        if (!text.equals(said)) {
            said = text;
            say(text);
        }
    }

    /**
     * cdk.json has the new version from when CloudFormation has it, until it is known that CloudFormation went back: what is deployed next
     * must not put the old version over the new one, nor upgrade when nobody asked for it.
     */
    private Failure whatHappened(StackEvents events, Instant since, OpenEmrVersion before, OpenEmrVersion target) {
        if (!isOver(events, since)) {
            record(target);
            return Failure.failed(
                    "The deployment ended here, and not in CloudFormation as far as is known: the upgrade may go on."
                            + " cdk.json has the new version. Look at `openemr status` and `openemr logs set-up`.");
        }
        record(before);
        var reason = events.firstFailure(since)
                .orElse("its events show no failure: the deployment did not begin, see the output above");
        return Failure.failed("""
                The upgrade failed: %s
                CloudFormation went back to the old image; the old tasks serve on. cdk.json has the old version.
                Read `openemr logs %s`. If the set-up task had begun, docs/upgrading.md tells how to return to the recovery points.""".formatted(reason, reason.startsWith(OF_TLS) ? LogSource.TLS : LogSource.SET_UP));
    }

    /** Who cannot ask looks again later. */
    private static boolean hasBegun(StackEvents events, Instant since) {
        try {
            return events.hasBegun(since);
        } catch (SdkException e) {
            return false;
        }
    }

    /** Who cannot ask does not know: credentials of an hour end during an upgrade of several. */
    private static boolean isOver(StackEvents events, Instant since) {
        try {
            return events.isOver(since);
        } catch (SdkException e) {
            return false;
        }
    }
}

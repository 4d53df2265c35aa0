package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.FunctionCall;
import org.openemr.aws.operator.mail.MailTest;
import org.openemr.aws.operator.tasks.OneOffTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description = {
            "Change the password that OpenEMR sends mail with.",
            "Makes a new key, gives its password to OpenEMR, sends a message with it, and only then removes the key before."
                    + " What is interrupted goes on where it was when the command is given again."
        },
        footer = {"", "Example:", "  openemr mail rotate --to it@clinic.example.org"})
final class MailRotateCommand extends OperatorCommand {

    private static final String GO_ON = " The key before stays valid; openemr mail rotate goes on from here.";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            defaultValue = "success@simulator.amazonses.com",
            description = "Who gets the message that tries the new password (default: SES's mailbox simulator).")
    private String recipient;

    MailRotateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var test = new MailTest(aws(), values);
        confirm("Give OpenEMR a new SMTP password?");
        var key = call(values, "rotate").path("accessKeyId").asText();
        say("Key " + key + " is made; the one before stays valid.");
        hand(values);
        var accepted = MailTests.send(this, test, recipient);
        if (!accepted.user().equals(key)) {
            throw Failure.failed("The message was sent as %s, not as %s.".formatted(accepted.user(), key) + GO_ON);
        }
        call(values, "retire");
        results().facts(Map.of("access_key_id", key));
        return ExitStatus.DONE;
    }

    /** Set-up writes the password into OpenEMR, encrypted as OpenEMR keeps it. */
    private void hand(DeployedValues values) {
        var setUp = new OneOffTask(aws(), values, TaskKind.SET_UP);
        var task = setUp.start(Map.of());
        var state = Polling.until(
                this,
                "Giving it to OpenEMR",
                () -> setUp.state(task),
                OneOffTask.State::hasEnded,
                (progress, seen) -> progress.show(-1, seen.status()));
        if (!state.wentWell()) {
            throw Failure.failed("Set-up failed: " + setUp.complaint(task, state) + "." + GO_ON);
        }
    }

    private JsonNode call(DeployedValues values, String action) {
        return FunctionCall.of(
                aws(), values.names().physicalName("smtp-credentials"), Map.of("action", action), action + " the key");
    }
}

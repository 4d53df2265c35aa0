package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.SetUpReport;
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

    /** What set-up says when it gave user and password to OpenEMR. */
    private static final List<String> HANDED =
            List.of(SetUpReport.inEffect("SMTP_USER"), SetUpReport.inEffect("SMTP_PASS"));

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
        test.requireTask();
        confirm("Give OpenEMR a new SMTP password?");
        var begun = call(values, "rotate");
        if (!begun.path("made").asBoolean()) {
            say("An earlier rotation did not come to its end: it goes on first.");
            finish(values, test, begun);
            begun = call(values, "rotate");
        }
        finish(values, test, begun);
        results().facts(Map.of("access_key_id", key(begun)));
        return ExitStatus.DONE;
    }

    /** Gives the key's password to OpenEMR, sees that it works, and removes the key before. */
    private void finish(DeployedValues values, MailTest test, JsonNode begun) {
        var key = key(begun);
        say("OpenEMR gets the password of key %s; the one before stays valid until it works.".formatted(key));
        try {
            hand(values);
            var accepted = MailTests.send(this, test, recipient);
            if (!accepted.user().equals(key)) {
                throw Failure.failed("The message was sent as %s, not as %s.".formatted(accepted.user(), key));
            }
        } catch (Failure e) {
            throw new Failure(e.status(), e.getMessage() + GO_ON, e);
        }
        call(values, "retire");
    }

    /** Set-up writes the password into OpenEMR, encrypted as OpenEMR keeps it. */
    private void hand(DeployedValues values) {
        var setUp = new OneOffTask(aws(), values, TaskKind.SET_UP);
        var task = OneOffTasks.run(this, "Giving it to OpenEMR", setUp, Map.of(), "Set-up failed: %s."::formatted);
        // It ends well and writes nothing where the installation is newer than the image, after an upgrade that was
        // taken back.
        var handed = OneOffTasks.lastWords(
                this, () -> Optional.of(setUp.log(task).lines()).filter(MailRotateCommand::isHanded));
        if (handed.isEmpty()) {
            throw Failure.failed("Set-up did not give the password to OpenEMR: openemr logs set-up says why.");
        }
    }

    private static boolean isHanded(List<String> log) {
        return HANDED.stream().allMatch(sign -> log.stream().anyMatch(line -> line.contains(sign)));
    }

    private static String key(JsonNode answer) {
        return answer.path("accessKeyId").asText();
    }

    /** Calls the function of the keys, which older versions of DnsStack have without these actions. */
    private JsonNode call(DeployedValues values, String action) {
        var answer = FunctionCall.of(
                aws(), values.names().physicalName("smtp-credentials"), Map.of("action", action), action + " the key");
        if (!answer.has("made")) {
            throw Failure.notReady(
                    "DnsStack was deployed by an older version. Deploy it: npx cdk deploy --exclusively DnsStack");
        }
        return answer;
    }
}

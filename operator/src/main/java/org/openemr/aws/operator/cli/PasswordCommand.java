package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.Clipboard;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@Command(
        name = "password",
        description = "Show the administrator's first password, after a question; or copy it without showing it.",
        footer = {"", "Example:", "  openemr password --copy"})
final class PasswordCommand extends OperatorCommand {

    @Option(names = "--copy", description = "Put it on the clipboard; it is not printed.")
    private boolean copy;

    PasswordCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var secret = values().get(SecurityContract.ADMINISTRATOR_SECRET_ARN);
        if (!copy) {
            confirm("Show the administrator's password on this screen?");
        }
        var content = parsed(aws().client(SecretsManagerClient.builder())
                .getSecretValue(get -> get.secretId(secret))
                .secretString());
        var password = content.path("password").asText();
        if (password.isEmpty()) {
            throw Failure.notReady("The secret holds no password yet: " + secret);
        }
        var name = content.path("username").asText("admin");
        if (copy) {
            new Clipboard(surroundings().programs()).copy(password);
            say("The password of '%s' is on the clipboard.".formatted(name));
        } else if (results().format() == Format.TABLE) {
            terminal().out().println(password);
        } else {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("username", name);
            facts.put("password", password);
            results().facts(facts);
        }
        return ExitStatus.DONE;
    }

    private static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw Failure.failed("The secret is not in the form that ComputeStack wrote; somebody changed it.");
        }
    }
}

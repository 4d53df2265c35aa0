package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import org.openemr.aws.operator.Clipboard;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.rotation.AdministratorSecret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "password",
        description =
                "Show the administrator's password as the installation or openemr rotate administrator set it, after a question; or copy it without showing it.",
        footer = {"", "Example:", "  openemr password --copy"})
final class PasswordCommand extends OperatorCommand {

    @Option(names = "--copy", description = "Put it on the clipboard; it is not printed.")
    private boolean copy;

    PasswordCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var secret = new AdministratorSecret(aws(), values());
        if (!copy) {
            confirm("Show the administrator's password on this screen?");
        }
        var content = secret.content();
        var password = content.path("password").asText();
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
}

package org.openemr.aws.operator.setup;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.output.Terminal;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.SettingRules;

/** Asks questions one by one and checks each answer at once, by the rules of the settings that it sets. */
public final class Wizard {

    private final Terminal terminal;
    private final Optional<String> region;
    private CdkJsonFile file;

    public Wizard(Terminal terminal, CdkJsonFile file, Optional<String> region) {
        this.terminal = terminal;
        this.file = file;
        this.region = region;
    }

    /** The file with all answers so far. */
    public CdkJsonFile file() {
        return file;
    }

    /**
     * Asks until the answer is accepted. What was given on the command line, or by default where nobody can be asked, is
     * checked in the same way.
     *
     * @throws Failure when an answer that nobody can change is wrong
     */
    public String ask(Question question) {
        if (question.given().isPresent() || !terminal.interactive()) {
            var answer = question.given().orElse(question.byDefault());
            var problem = take(question, answer);
            if (problem.isPresent()) {
                throw Failure.usage("%s: '%s' is not accepted.\n%s".formatted(question.text(), answer, problem.get()));
            }
            return answer;
        }
        terminal.err().println("\n" + question.why());
        while (true) {
            var shown = question.byDefault().isEmpty() ? "none" : question.byDefault();
            var typed = terminal.ask("%s [%s]:".formatted(question.text(), shown))
                    .orElseThrow(
                            () -> Failure.usage("The questions were not answered to their end. Nothing was written."));
            var answer = typed.isEmpty() ? question.byDefault() : typed;
            var problem = take(question, answer);
            if (problem.isEmpty()) {
                return answer;
            }
            terminal.err().println(problem.get());
        }
    }

    /** Takes an answer over when it is right; else says what is wrong with it. */
    private Optional<String> take(Question question, String answer) {
        Map<String, Object> settings;
        try {
            settings = question.settings().apply(answer);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        var changed = file;
        for (var setting : settings.entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        var problems = SettingRules.report(changed.context(), region, settings.keySet());
        if (!problems.isEmpty()) {
            return Optional.of(problems);
        }
        file = changed;
        return Optional.empty();
    }
}

package org.openemr.aws.operator.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.output.Terminal;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.SettingRules;

/**
 * Asks questions one by one and checks each answer at once, by the rules of the settings that it sets. Answers that were typed before, up to
 * the question that somebody went back to, are given again.
 */
public final class Wizard {

    /** What goes back to the question before. */
    public static final String BACK = "<";

    private final Terminal terminal;
    private final Optional<String> region;
    private final List<String> before;
    private final List<String> typed = new ArrayList<>();
    private CdkJsonFile file;

    /**
     * A wizard.
     *
     * @param before answers to the first questions that are asked
     */
    public Wizard(Terminal terminal, CdkJsonFile file, Optional<String> region, List<String> before) {
        this.terminal = terminal;
        this.file = file;
        this.region = region;
        this.before = List.copyOf(before);
    }

    /** The file with all answers so far. */
    public CdkJsonFile file() {
        return file;
    }

    /** What was answered but the last. */
    public List<String> allButTheLast() {
        return List.copyOf(typed.subList(0, Math.max(0, typed.size() - 1)));
    }

    /** Whether somebody was asked anything. */
    public boolean asked() {
        return !typed.isEmpty();
    }

    /**
     * Asks until the answer is accepted. What was given on the command line is checked in the same way. Where nobody can be asked, what is
     * configured already stays.
     *
     * @throws Failure when an answer that nobody can change is wrong
     */
    public String ask(Question question) {
        if (question.given().isPresent()) {
            var answer = question.given().get();
            var problem = take(question, answer);
            if (problem.isPresent()) {
                throw Failure.usage("%s: '%s' is not accepted.\n%s".formatted(question.text(), answer, problem.get()));
            }
            return answer;
        }
        if (!terminal.interactive()) {
            return question.usual();
        }
        if (typed.size() < before.size()) {
            var answer = before.get(typed.size());
            take(question, answer);
            typed.add(answer);
            return answer;
        }
        return askSomebody(question);
    }

    private String askSomebody(Question question) {
        terminal.err().println("\n" + question.why());
        var shown = question.usual().isEmpty() ? Question.NONE : question.usual();
        while (true) {
            var line = terminal.ask("%s [%s]:".formatted(question.text(), shown))
                    .orElseThrow(
                            () -> Failure.usage("The questions were not answered to their end. Nothing was written."));
            if (line.equals(BACK)) {
                throw new WentBackException();
            }
            var answer = line.isEmpty() ? question.usual() : line;
            var problem = take(question, answer);
            if (problem.isEmpty()) {
                typed.add(answer);
                return answer;
            }
            terminal.err().println(problem.get());
        }
    }

    /** Takes an answer over when it is right; else says what is wrong with it. */
    private Optional<String> take(Question question, String answer) {
        if (question.present().filter(answer::equals).isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> settings;
        try {
            settings = question.settings().apply(answer);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        var changed = file.with(settings);
        var problems = SettingRules.report(changed.context(), region, settings.keySet());
        if (!problems.isEmpty()) {
            return Optional.of(problems);
        }
        file = changed;
        return Optional.empty();
    }
}

package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.waf.CountedRule;
import org.openemr.aws.settings.waf.WafRule;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A change of what the web ACL lets through. */
final class WafChange {

    private static final String COUNT_RULES = "waf_count_rules";
    private static final String ALLOWED_USER_AGENTS = "waf_allowed_user_agents";

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** Rules, or a user agent. */
    static final class Subject {

        @Parameters(
                arity = "1..*",
                paramLabel = "RULE",
                description = "Managed rules as `openemr waf blocked` names them, which block from now on or do not.")
        private List<String> rules;

        @Option(
                names = "--user-agent",
                paramLabel = "TEXT",
                description = "Part of a user agent that is no bot, such as that of your monitoring.")
        private String userAgent;
    }

    /** Adds what is named. */
    ExitStatus allow(OperatorCommand command) {
        return apply(
                command,
                (elements, name) -> {
                    if (elements.stream().noneMatch(element -> isSame(element, name))) {
                        elements.add(name);
                    }
                },
                "Allowed already.");
    }

    /** Takes what is named away. */
    ExitStatus block(OperatorCommand command) {
        return apply(
                command,
                (elements, name) -> elements.removeIf(element -> isSame(element, name)),
                "Not allowed anyway.");
    }

    private ExitStatus apply(OperatorCommand command, BiConsumer<List<String>, String> change, String nothing) {
        var file = command.checkout();
        var key = isAboutUserAgent() ? ALLOWED_USER_AGENTS : COUNT_RULES;
        var before = SettingsChange.elements(file, key);
        var after = new ArrayList<>(before);
        if (isAboutUserAgent()) {
            change.accept(after, subject.userAgent);
        } else {
            subject.rules.forEach(WafChange::refuseOwnRule);
            subject.rules.forEach(rule -> change.accept(after, rule));
        }
        var changed = after.equals(before) ? file : file.with(key, after);
        return new SettingsChange(file, changed, List.of(key), "SecurityStack").apply(command, nothing);
    }

    private boolean isAboutUserAgent() {
        return subject.userAgent != null;
    }

    /** The web ACL looks at a user agent in lower case. */
    private boolean isSame(String one, String other) {
        return isAboutUserAgent() ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    private static void refuseOwnRule(String name) {
        WafRule.named(name).ifPresent(rule -> {
            throw Failure.usage("%s is the web ACL's own: %s".formatted(name, remedy(rule)));
        });
    }

    private static String remedy(WafRule rule) {
        return switch (rule) {
            case RATE_LIMIT -> "raise waf_rate_limit in cdk.json.";
            case SIGN_IN_RATE_LIMIT -> "raise waf_sign_in_rate_limit in cdk.json.";
            case METADATA_ADDRESS -> "no setting lets such an address through.";
            case STEPS_IN_PATH, SIGN_IN_ELSEWHERE -> "it keeps people signing in where sign_in says.";
            case BOT_USER_AGENTS -> "name a user agent with --user-agent, or set waf_block_bots in cdk.json.";
            default ->
                "name one of the rules that it goes by: %s."
                        .formatted(String.join(
                                ", ",
                                rule.counted().stream()
                                        .map(CountedRule::setting)
                                        .toList()));
        };
    }
}

package org.openemr.aws.operator.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.settings.CdkJsonFile;
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

    /** Adds what is allowed, or takes it away. */
    ExitStatus apply(OperatorCommand command, BiConsumer<Set<String>, List<String>> change, String nothing) {
        var file = CdkJsonFile.in(command.surroundings().directory());
        var key = subject.userAgent == null ? COUNT_RULES : ALLOWED_USER_AGENTS;
        var named = subject.userAgent == null ? subject.rules : List.of(subject.userAgent);
        named.forEach(WafChange::refuseOwnRule);
        var elements = new LinkedHashSet<>(SettingsChange.elements(file, key));
        change.accept(elements, named);
        var after = elements.equals(new LinkedHashSet<>(SettingsChange.elements(file, key)))
                ? file
                : file.with(key, List.copyOf(elements));
        return new SettingsChange(file, after, List.of(key), "SecurityStack").apply(command, nothing);
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

package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.settings.ListOfTexts;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;
import org.openemr.aws.settings.waf.ManagedRuleGroup;

/**
 * The settings of the web ACL.
 *
 * @param rateLimit requests in 5 minutes from one address before it is blocked
 * @param signInRateLimit the same, of attempts to sign in and of requests for tokens
 * @param countedRules managed rules that never block, as {@link ManagedRuleGroup#setting} names them
 * @param allowedUserAgents parts of user agents that no rule against bots blocks, in lower case
 * @param blocksBots whether requests whose user agent names a bot are blocked
 * @param guardsOpenPaths whether people sign in before OpenEMR, except on some paths that must not lead anywhere else
 */
public record WafSettings(
        long rateLimit,
        long signInRateLimit,
        List<String> countedRules,
        List<String> allowedUserAgents,
        boolean blocksBots,
        boolean guardsOpenPaths) {

    /** A regex pattern set holds 10 (<a href="https://docs.aws.amazon.com/waf/latest/developerguide/limits.html">quotas</a>). */
    private static final int MOST_USER_AGENTS = 10;

    /** The smallest and largest limit of a rule: 10 and 2,000,000,000. */
    private static final WholeNumber LIMIT = new WholeNumber(10, 2_000_000_000);

    static final Setting<Long> RATE_LIMIT = Setting.of(
            "waf_rate_limit",
            LIMIT,
            "requests in 5 minutes from one address",
            10_000L,
            "An address that sends more is blocked until it sends less. A clinic behind one router is one address: a page of OpenEMR is"
                    + " dozens of requests, and an open window asks twice a minute.");

    static final Setting<Long> SIGN_IN_RATE_LIMIT = Setting.of(
            "waf_sign_in_rate_limit",
            LIMIT,
            "attempts in 5 minutes from one address",
            300L,
            "Attempts to sign in (OpenEMR, portal, authorisation server) and requests for tokens, whether they succeed or not; an address that"
                    + " sends more is kept from them until it sends less, and works on otherwise.");

    static final Setting<List<String>> COUNT_RULES = Setting.of(
            "waf_count_rules",
            new ListOfTexts(managedRule()),
            "",
            List.of(),
            "Managed rules that count instead of blocking, on every path. `openemr waf blocked` says what each blocks, `openemr waf allow`"
                    + " adds one.");

    static final Setting<List<String>> ALLOWED_USER_AGENTS = Setting.of(
            "waf_allowed_user_agents",
            new ListOfTexts(
                    Text.of(
                            "part of a user agent",
                            "[A-Za-z0-9._/+;:() -]{4,64}",
                            "4 to 64 letters, digits, spaces and . _ / + ; : ( ) -, such as UptimeRobot"),
                    MOST_USER_AGENTS),
            "",
            List.of(),
            "A request whose user agent contains one of them, in capitals or not, is not taken for a bot: the monitoring of yours. Every"
                    + " other rule stays.");

    static final Setting<Boolean> BLOCK_BOTS = Setting.of(
            "waf_block_bots",
            YES_NO,
            "",
            true,
            "Requests whose user agent names a bot, crawler or scraper are blocked.");

    /**
     * Reads the settings.
     *
     * @param signIn where people sign in
     */
    static WafSettings read(SettingsReader reader, SignInSettings signIn) {
        var counted = reader.read(COUNT_RULES);
        counted.stream()
                .filter(rule -> rule.contains("/"))
                .forEach(rule -> reader.warn(
                        COUNT_RULES,
                        "this release does not know " + rule
                                + ", and AWS ignores a name that its group does not have"));
        return new WafSettings(
                reader.read(RATE_LIMIT),
                reader.read(SIGN_IN_RATE_LIMIT),
                counted,
                reader.read(ALLOWED_USER_AGENTS),
                reader.read(BLOCK_BOTS),
                signIn.isBeforeOpenEmr());
    }

    private static Text managedRule() {
        var known = Stream.of(ManagedRuleGroup.values())
                .flatMap(group -> group.rules().stream())
                .collect(Collectors.joining("|"));
        var groups = Stream.of(ManagedRuleGroup.values())
                .map(ManagedRuleGroup::awsName)
                .collect(Collectors.joining("|"));
        return Text.of(
                "managed rule",
                "%1$s|(%2$s)/(?!(%1$s)$)[A-Za-z0-9_-]{1,128}".formatted(known, groups),
                "a rule of the web ACL's groups, such as %s; one that this release does not know as %s/NAME"
                        .formatted(
                                ManagedRuleGroup.SQL_INJECTION.rules().get(0),
                                ManagedRuleGroup.SQL_INJECTION.awsName()));
    }
}

package org.openemr.aws.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.WafSettings;
import software.amazon.awscdk.services.wafv2.CfnRegexPatternSet;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.constructs.Construct;

/** The user agents that the web ACL knows, as sets of patterns for their lower case. */
final class UserAgents {

    /**
     * Those that name themselves bot, crawler, spider or scraper. A bare {@code bot} must stand as a word or before a slash ({@code
     * Googlebot/2.1}), so that telephones such as those of Cubot are let in.
     */
    private static final List<String> BOTS =
            List.of("bot/", "(?:^|[^a-z])bot(?:[^a-z]|$)", "crawler", "spider", "scraper");

    private final Construct webAcl;
    private final Deployment deployment;
    private final WafSettings settings;

    UserAgents(Construct webAcl, Deployment deployment, WafSettings settings) {
        this.webAcl = webAcl;
        this.deployment = deployment;
        this.settings = settings;
    }

    /** Whether the user agent is a bot's, if bots are to be blocked. */
    Optional<StatementProperty> bots() {
        return settings.blocksBots()
                ? Optional.of(patterns("BotUserAgents", "bot-user-agents", "User agents of bots, in lower case", BOTS))
                : Optional.empty();
    }

    /** Whether the user agent is one that the settings allow, if there are any. */
    Optional<StatementProperty> allowed() {
        var patterns =
                settings.allowedUserAgents().stream().map(UserAgents::literally).toList();
        return patterns.isEmpty()
                ? Optional.empty()
                : Optional.of(patterns(
                        "AllowedUserAgents",
                        "allowed-user-agents",
                        "User agents that are no bots, in lower case",
                        patterns));
    }

    private StatementProperty patterns(String id, String name, String description, List<String> patterns) {
        return Statements.userAgent(CfnRegexPatternSet.Builder.create(new Construct(webAcl, id), "Patterns")
                .name(deployment.physicalName(name))
                .description(description)
                .scope("REGIONAL")
                .regularExpressionList(patterns)
                .build()
                .getAttrArn());
    }

    private static String literally(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _;:/-]", "\\\\$0");
    }
}

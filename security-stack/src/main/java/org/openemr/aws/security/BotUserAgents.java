package org.openemr.aws.security;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.wafv2.CfnRegexPatternSet;
import software.constructs.Construct;

/**
 * User agents that name themselves bot, crawler, spider or scraper, in lower case. A bare {@code bot} must stand as a word
 * or before a slash ({@code Googlebot/2.1}), so that telephones such as those of Cubot are let in.
 */
final class BotUserAgents extends Construct {

    private static final List<String> PATTERNS =
            List.of("bot/", "(^|[^a-z])bot([^a-z]|$)", "crawler", "spider", "scraper");

    private final CfnRegexPatternSet patterns;

    BotUserAgents(Construct scope, Deployment deployment) {
        super(scope, "BotUserAgents");
        patterns = CfnRegexPatternSet.Builder.create(this, "Patterns")
                .name(deployment.physicalName("bot-user-agents"))
                .description("User agents of bots, in lower case")
                .scope("REGIONAL")
                .regularExpressionList(PATTERNS)
                .build();
    }

    String arn() {
        return patterns.getAttrArn();
    }
}

package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RegexPatternSetReferenceStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.TextTransformationProperty;

/** The rules of the web ACL, one method each. */
final class WebAclRules {

    /** The rule's name, and the end of its metric's. */
    static final String RATE_LIMIT = "RateLimit";

    private static final RuleActionProperty BLOCK = RuleActionProperty.builder()
            .block(BlockActionProperty.builder().build())
            .build();
    private static final RuleActionProperty COUNT = RuleActionProperty.builder()
            .count(CountActionProperty.builder().build())
            .build();

    private WebAclRules() {}

    /**
     * The common rule set. Its limit of 8 kB for a request body would refuse every scanned document and large FHIR
     * resource, so that one rule only counts, see the <a
     * href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html">baseline
     * groups</a>.
     */
    static RuleProperty common(int priority, Deployment deployment) {
        return managed(
                priority,
                deployment,
                "AWSManagedRulesCommonRuleSet",
                List.of(RuleActionOverrideProperty.builder()
                        .name("SizeRestrictions_BODY")
                        .actionToUse(COUNT)
                        .build()));
    }

    /** A rule group that AWS maintains, with its own actions. */
    static RuleProperty managed(int priority, Deployment deployment, String group) {
        return managed(priority, deployment, group, List.of());
    }

    /** Blocks an address that sends more than {@code limit} requests in 5 minutes, until it slows down. */
    static RuleProperty rateLimit(int priority, Deployment deployment, long limit) {
        return rule(RATE_LIMIT, priority, deployment)
                .action(BLOCK)
                .statement(StatementProperty.builder()
                        .rateBasedStatement(RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .evaluationWindowSec(300)
                                .limit(limit)
                                .build())
                        .build())
                .build();
    }

    /** Blocks user agents that name themselves bots. */
    static RuleProperty bots(int priority, Deployment deployment, BotUserAgents userAgents) {
        return rule("BotUserAgents", priority, deployment)
                .action(BLOCK)
                .statement(StatementProperty.builder()
                        .regexPatternSetReferenceStatement(RegexPatternSetReferenceStatementProperty.builder()
                                .arn(userAgents.arn())
                                .fieldToMatch(FieldToMatchProperty.builder()
                                        .singleHeader(Map.of("Name", "user-agent"))
                                        .build())
                                .textTransformations(List.of(TextTransformationProperty.builder()
                                        .priority(0)
                                        .type("LOWERCASE")
                                        .build()))
                                .build())
                        .build())
                .build();
    }

    private static RuleProperty managed(
            int priority, Deployment deployment, String group, List<RuleActionOverrideProperty> overrides) {
        return rule(group, priority, deployment)
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .statement(StatementProperty.builder()
                        .managedRuleGroupStatement(ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(group)
                                .ruleActionOverrides(overrides)
                                .build())
                        .build())
                .build();
    }

    private static RuleProperty.Builder rule(String name, int priority, Deployment deployment) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .visibilityConfig(WebAcl.visibility(deployment.physicalName(name)));
    }
}

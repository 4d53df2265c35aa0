package org.openemr.aws.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.WafSettings;
import org.openemr.aws.settings.waf.CountedRule;
import org.openemr.aws.settings.waf.ManagedRuleGroup;
import org.openemr.aws.settings.waf.WafRule;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.LabelProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;

/** The rules of the web ACL in the order in which a request meets them: the first that blocks ends it. */
final class WebAclRules {

    /**
     * What is at such an address may hand out credentials (<a
     * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">a task's</a> are at 169.254.170.2), and
     * OpenEMR fetches what a client registers as the address of its keys. The literal form only: a name that resolves there passes, so
     * that the rule is no barrier but a trip wire. The barriers are that a task's role may do next to nothing, and that the path of its
     * credentials cannot be guessed.
     */
    private static final String LINK_LOCAL = "169.254.";

    /** The session of the load balancer alone has up to 16 KB in four cookies; the rule allows 10. */
    private static final String LONG_COOKIES = "SizeRestrictions_Cookie_HEADER";

    private static final RuleActionProperty BLOCK = RuleActionProperty.builder()
            .block(BlockActionProperty.builder().build())
            .build();
    private static final RuleActionProperty COUNT = RuleActionProperty.builder()
            .count(CountActionProperty.builder().build())
            .build();

    private final Deployment deployment;
    private final WafSettings settings;
    private final List<RuleProperty> rules = new ArrayList<>();

    WebAclRules(Deployment deployment, WafSettings settings) {
        this.deployment = deployment;
        this.settings = settings;
    }

    /** All rules, whose priority is their place. */
    List<RuleProperty> all(UserAgents userAgents) {
        Stream.of(RequestPath.values())
                .forEach(path -> add(path.ruleName(), path.matches(), COUNT, Optional.of(path.labelName())));
        rateLimits();
        if (settings.guardsOpenPaths()) {
            guardOpenPaths();
        }
        Stream.of(ManagedRuleGroup.values()).forEach(this::managed);
        blockAgain();
        bots(userAgents);
        return List.copyOf(rules);
    }

    private void rateLimits() {
        block(WafRule.RATE_LIMIT, rate(settings.rateLimit(), Optional.empty()));
        block(
                WafRule.SIGN_IN_RATE_LIMIT,
                rate(
                        settings.signInRateLimit(),
                        Optional.of(Statements.any(List.of(
                                Statements.all(RequestPath.SIGN_IN.isLabelled(), Statements.not(isReading())),
                                RequestPath.CREDENTIALS.isLabelled())))));
    }

    /**
     * The load balancer compares a path with its patterns as it is sent, the web server goes where it leads: steps would lead from an open
     * path to any other, and rewriting makes a query of what stands behind an ampersand. And OpenEMR takes the form of its sign-in page at every page: it must come to the one page that nobody reaches
     * without having signed in before. The tasks of ComputeStack refuse the same.
     */
    private void guardOpenPaths() {
        block(WafRule.STEPS_IN_PATH, Statements.pathAsSent("(?:^|[/\\\\])\\.\\.(?:[/\\\\;]|$)|&"));
        block(
                WafRule.SIGN_IN_ELSEWHERE,
                Statements.all(
                        RequestPath.sendsTheFormOfSignIn(),
                        Statements.not(Statements.path("^/interface/main/main_screen\\.php$"))));
    }

    /** What the managed groups only counted is blocked where normal work gives no reason for it. */
    private void blockAgain() {
        blockAgain(WafRule.BODY_BEFORE_SIGN_IN, Optional.of(isBeforeSignIn()));
        blockAgain(
                WafRule.LARGE_BODY_BEFORE_SIGN_IN,
                Optional.of(Statements.all(isBeforeSignIn(), Statements.not(RequestPath.REGISTRATION.isLabelled()))));
        blockAgain(WafRule.ADDRESS_BEFORE_SIGN_IN, Optional.of(RequestPath.SIGN_IN.isLabelled()));
        blockAgain(WafRule.ADDRESS_IN_QUERY, Optional.of(Statements.not(RequestPath.OAUTH.isLabelled())));
        block(
                WafRule.METADATA_ADDRESS,
                Statements.all(
                        RequestPath.OAUTH.isLabelled(),
                        Statements.any(
                                List.of(Statements.bodyContains(LINK_LOCAL), Statements.queryContains(LINK_LOCAL)))));
        blockAgain(WafRule.LONG_QUERY, Optional.of(Statements.not(isProgram())));
        blockAgain(WafRule.NO_USER_AGENT, Optional.of(Statements.not(isProgram())));
    }

    /** User agents of scanners and, when wanted, of bots, except those that are allowed. */
    private void bots(UserAgents userAgents) {
        var notAllowed = userAgents.allowed().map(Statements::not);
        blockAgain(WafRule.SCANNERS, notAllowed);
        userAgents.bots().ifPresent(bots -> block(WafRule.BOT_USER_AGENTS, where(notAllowed, bots)));
    }

    /** Blocks what one of the rule's counted rules has counted; there is none when the settings let all of them count only. */
    private void blockAgain(WafRule rule, Optional<StatementProperty> condition) {
        var blocking = rule.counted().stream()
                .filter(counted -> !settings.countedRules().contains(counted.setting()))
                .map(counted -> Statements.label(counted.label()))
                .toList();
        if (!blocking.isEmpty()) {
            block(rule, where(condition, Statements.any(blocking)));
        }
    }

    private static StatementProperty where(Optional<StatementProperty> condition, StatementProperty statement) {
        return condition.map(given -> Statements.all(given, statement)).orElse(statement);
    }

    private static StatementProperty isBeforeSignIn() {
        return Statements.any(List.of(RequestPath.SIGN_IN.isLabelled(), RequestPath.OAUTH.isLabelled()));
    }

    /** Whether the method is one that OpenEMR takes no form from: PUT and PATCH bring one too. */
    private static StatementProperty isReading() {
        return Statements.any(
                Stream.of("GET", "HEAD", "OPTIONS").map(Statements::method).toList());
    }

    private static StatementProperty isProgram() {
        return Statements.any(List.of(RequestPath.API.isLabelled(), RequestPath.OAUTH.isLabelled()));
    }

    /** A limit of requests in 5 minutes from one address. */
    private static StatementProperty rate(long limit, Optional<StatementProperty> of) {
        return StatementProperty.builder()
                .rateBasedStatement(RateBasedStatementProperty.builder()
                        .aggregateKeyType("IP")
                        .evaluationWindowSec(300)
                        .limit(limit)
                        .scopeDownStatement(of.orElse(null))
                        .build())
                .build();
    }

    private void managed(ManagedRuleGroup group) {
        var counted = Stream.of(
                        Stream.of(CountedRule.values())
                                .filter(rule -> rule.group() == group)
                                .map(CountedRule::ruleName),
                        settings.countedRules().stream().flatMap(rule -> group.ruleOf(rule).stream()),
                        settings.guardsOpenPaths() ? group.ruleOf(LONG_COOKIES).stream() : Stream.<String>empty())
                .flatMap(rules -> rules)
                .distinct()
                .map(rule -> RuleActionOverrideProperty.builder()
                        .name(rule)
                        .actionToUse(COUNT)
                        .build())
                .toList();
        rules.add(rule(group.awsName())
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .statement(StatementProperty.builder()
                        .managedRuleGroupStatement(ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(group.awsName())
                                .ruleActionOverrides(counted)
                                .build())
                        .build())
                .build());
    }

    private void block(WafRule rule, StatementProperty statement) {
        add(rule.ruleName(), statement, BLOCK, Optional.empty());
    }

    private void add(String name, StatementProperty statement, RuleActionProperty action, Optional<String> label) {
        rules.add(rule(name)
                .statement(statement)
                .action(action)
                .ruleLabels(label.map(given ->
                                List.of(LabelProperty.builder().name(given).build()))
                        .orElse(null))
                .build());
    }

    private RuleProperty.Builder rule(String name) {
        return RuleProperty.builder()
                .name(name)
                .priority(rules.size() + 1)
                .visibilityConfig(WebAcl.visibility(deployment.physicalName(name)));
    }
}

package org.openemr.aws.security;

import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.waf.WafRule;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/** Alarms on the web ACL. */
final class WebAclAlarms {

    private static final int MANY = 1000;

    private WebAclAlarms() {}

    static void watch(Alarms alarms, Deployment deployment) {
        alarms.watch(
                "BlockedSurge",
                "waf-blocked-surge",
                "The web ACL blocks many requests: an attack, or a rule that blocks users; see `openemr waf blocked`.",
                blockedRequests(deployment, "ALL"),
                AlarmCondition.above(MANY).inTwoPeriods());
        alarms.watch(
                "RateLimited",
                "waf-rate-limited",
                "An address sends more than waf_rate_limit and is blocked: an attack, or a whole clinic behind its router that is"
                        + " locked out now; `openemr waf blocked` names it.",
                blockedRequests(deployment, deployment.physicalName(WafRule.RATE_LIMIT.ruleName())),
                AlarmCondition.above(0));
        alarms.watch(
                "SignInRateLimited",
                "waf-sign-in-rate-limited",
                "An address tries to sign in more often than waf_sign_in_rate_limit and is kept from it: somebody guesses passwords, or"
                        + " a program asks for a token with each request; `openemr waf blocked` names it.",
                blockedRequests(deployment, deployment.physicalName(WafRule.SIGN_IN_RATE_LIMIT.ruleName())),
                AlarmCondition.above(0));
    }

    /** By the metric's name of a rule. */
    private static IMetric blockedRequests(Deployment deployment, String rule) {
        return Alarms.metric(
                "AWS/WAFV2",
                "BlockedRequests",
                "Sum",
                Alarms.FIVE_MINUTES,
                Map.of("WebACL", deployment.physicalName("web-acl"), "Region", Aws.REGION, "Rule", rule));
    }
}

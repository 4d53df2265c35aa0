package org.openemr.aws.security;

import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
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
                "The web ACL blocks many requests: an attack, or a rule that blocks users; see the WAF log group.",
                blockedRequests(deployment, "ALL"),
                AlarmCondition.above(MANY).inTwoPeriods());
        alarms.watch(
                "RateLimited",
                "waf-rate-limited",
                "An address sends more than waf_rate_limit and is blocked: an attack, or a whole clinic behind its router that is"
                        + " locked out now; the WAF log group names it.",
                blockedRequests(deployment, deployment.physicalName(WebAclRules.RATE_LIMIT)),
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

package org.openemr.aws.security;

import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;

/** Alarms on the web ACL. */
final class WebAclAlarms {

    private static final int MANY = 1000;

    private WebAclAlarms() {}

    static void watch(Alarms alarms, Deployment deployment) {
        alarms.watch(
                "BlockedSurge",
                "waf-blocked-surge",
                "The web ACL blocks many requests: an attack, or a rule that blocks users; see the WAF log group.",
                Alarms.metric(
                        "AWS/WAFV2",
                        "BlockedRequests",
                        "Sum",
                        Alarms.FIVE_MINUTES,
                        Map.of("WebACL", deployment.physicalName("web-acl"), "Region", Aws.REGION, "Rule", "ALL")),
                AlarmCondition.above(MANY).inTwoPeriods());
    }
}

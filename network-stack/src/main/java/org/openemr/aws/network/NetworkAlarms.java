package org.openemr.aws.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/** Alarms on the NAT gateways and on the load balancer itself. */
final class NetworkAlarms {

    private static final int MANY_ERRORS = 10;

    private NetworkAlarms() {}

    /** Watches whether connections out of the VPC find a port. */
    static void watchNatGateways(Alarms alarms, List<String> gatewayIds) {
        if (gatewayIds.isEmpty()) {
            return;
        }
        var metrics = new LinkedHashMap<String, IMetric>();
        for (var gateway : gatewayIds) {
            metrics.put(
                    "gateway" + metrics.size(),
                    Alarms.metric(
                            "AWS/NATGateway",
                            "ErrorPortAllocation",
                            "Sum",
                            Alarms.FIVE_MINUTES,
                            Map.of("NatGatewayId", gateway)));
        }
        alarms.watch(
                "NatPortErrors",
                "nat-port-errors",
                "A NAT gateway has no free port: too many connections to one destination, raise nat_gateways.",
                MathExpression.Builder.create()
                        .expression(String.join(" + ", metrics.keySet()))
                        .label("Connections without a port")
                        .usingMetrics(metrics)
                        .period(Alarms.FIVE_MINUTES)
                        .build(),
                AlarmCondition.above(0));
    }

    /** Watches whether people can sign in before OpenEMR. */
    static void watchSignIn(Alarms alarms, String fullName) {
        alarms.watch(
                "SignInErrors",
                "sign-in-errors",
                "The load balancer cannot finish what people began at the provider: does it reach the provider's token and user info"
                        + " endpoints? docs/sign-in.md tells how to let people in without it.",
                Alarms.metric(
                        "AWS/ApplicationELB",
                        "ELBAuthError",
                        "Sum",
                        Alarms.FIVE_MINUTES,
                        Map.of("LoadBalancer", fullName)),
                AlarmCondition.above(0).inTwoPeriods());
    }

    /** Watches errors that clients get from the load balancer and not from OpenEMR. */
    static void watchLoadBalancer(Alarms alarms, String fullName) {
        alarms.watch(
                "LoadBalancerErrors",
                "alb-own-5xx",
                "The load balancer answers with errors itself: is a task healthy, and do answers take too long?",
                Alarms.metric(
                        "AWS/ApplicationELB",
                        "HTTPCode_ELB_5XX_Count",
                        "Sum",
                        Alarms.FIVE_MINUTES,
                        Map.of("LoadBalancer", fullName)),
                AlarmCondition.above(MANY_ERRORS).inTwoPeriods());
    }
}

package org.openemr.aws.functions.cleanup;

import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.ses.SesClient;

/** What protects resources from deletion. What is gone already needs no protection taken off. */
final class Protections {

    private final RdsClient rds;
    private final ElasticLoadBalancingV2Client loadBalancers;
    private final SesClient ses;

    Protections(RdsClient rds, ElasticLoadBalancingV2Client loadBalancers, SesClient ses) {
        this.rds = rds;
        this.loadBalancers = loadBalancers;
        this.ses = ses;
    }

    void unprotectCluster(String identifier) {
        try {
            rds.modifyDBCluster(modify -> modify.dbClusterIdentifier(identifier)
                    .deletionProtection(false)
                    .applyImmediately(true));
        } catch (DbClusterNotFoundException e) {
            // Gone already.
        }
    }

    void unprotectLoadBalancer(String arn) {
        try {
            var off = LoadBalancerAttribute.builder()
                    .key("deletion_protection.enabled")
                    .value("false")
                    .build();
            loadBalancers.modifyLoadBalancerAttributes(
                    modify -> modify.loadBalancerArn(arn).attributes(off));
        } catch (LoadBalancerNotFoundException e) {
            // Gone already.
        }
    }

    /** Another rule set that is active is not touched. */
    void deactivateRuleSet(String name) {
        var active = ses.describeActiveReceiptRuleSet(describe -> {}).metadata();
        if (active != null && active.name().equals(name)) {
            ses.setActiveReceiptRuleSet(set -> set.ruleSetName(null));
        }
    }
}

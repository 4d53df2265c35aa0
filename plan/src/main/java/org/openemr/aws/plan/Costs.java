package org.openemr.aws.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which resources that cost money by the hour or the month come and go. */
public final class Costs {

    private static final Map<String, String> PRICED = new TreeMap<>(Map.of(
            "AWS::EC2::EIP", "elastic IP address",
            "AWS::EC2::NatGateway", "NAT gateway",
            "AWS::EC2::VPCEndpoint", "VPC endpoint",
            "AWS::ElastiCache::ServerlessCache", "serverless cache",
            "AWS::ElasticLoadBalancingV2::LoadBalancer", "load balancer",
            "AWS::GlobalAccelerator::Accelerator", "accelerator",
            "AWS::KMS::Key", "KMS key",
            "AWS::RDS::DBInstance", "database instance",
            "AWS::SageMaker::MlflowApp", "MLflow app",
            "AWS::WAFv2::WebACL", "web ACL"));

    private Costs() {}

    /** What comes and goes, for example {@code +1 NAT gateway}; what a gateway endpoint or a kept key costs is not told apart. */
    public static List<String> of(InstallationChange change) {
        var lines = new ArrayList<String>();
        PRICED.forEach((type, name) -> {
            var more = count(change, type, Action.CREATE) - count(change, type, Action.DELETE);
            if (more != 0) {
                lines.add("%+d %s".formatted(more, name));
            }
        });
        return lines;
    }

    private static long count(InstallationChange change, String type, Action action) {
        return change.changes().stream()
                .filter(one -> one.action() == action && one.resource().type().equals(type))
                .count();
    }
}

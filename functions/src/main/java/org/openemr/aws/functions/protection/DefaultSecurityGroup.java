package org.openemr.aws.functions.protection;

import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * Closes the default security group of a VPC, {@code GroupId}: what is placed in the VPC without a group of its own reaches nothing and
 * is reached by nothing. Every rule goes, also the one for IPv6 that a VPC with such addresses has, see <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html">Default security groups</a>. It never opens it again.
 */
public final class DefaultSecurityGroup extends CustomResourceHandler {

    private final Ec2Client ec2;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public DefaultSecurityGroup() {
        this(
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: a given client. */
    DefaultSecurityGroup(Ec2Client ec2, EventLog log) {
        super(log);
        this.ec2 = ec2;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var group = request.property("GroupId");
        var rules = rules(group);
        var inbound = ids(rules, false);
        var outbound = ids(rules, true);
        if (!inbound.isEmpty()) {
            ec2.revokeSecurityGroupIngress(revoke -> revoke.groupId(group).securityGroupRuleIds(inbound));
        }
        if (!outbound.isEmpty()) {
            ec2.revokeSecurityGroupEgress(revoke -> revoke.groupId(group).securityGroupRuleIds(outbound));
        }
        log.info("closed", Map.of("group", group, "inbound", inbound, "outbound", outbound));
        return new CustomResourceAnswer(request.physicalId().orElse("default-security-group"), Map.of());
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        // What is closed stays so, and goes with its VPC.
    }

    private List<SecurityGroupRule> rules(String group) {
        var ofGroup = Filter.builder().name("group-id").values(group).build();
        return ec2
                .describeSecurityGroupRulesPaginator(describe -> describe.filters(ofGroup))
                .securityGroupRules()
                .stream()
                .toList();
    }

    private static List<String> ids(List<SecurityGroupRule> rules, boolean outbound) {
        return rules.stream()
                .filter(rule -> rule.isEgress() == outbound)
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
    }
}

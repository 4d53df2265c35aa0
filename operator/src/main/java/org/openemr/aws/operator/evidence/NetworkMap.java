package org.openemr.aws.operator.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Names;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Who may open a connection to whom: the rules of the security groups, as EC2 has them now. */
final class NetworkMap {

    private static final List<String> COLUMNS =
            List.of("group", "direction", "protocol", "ports", "other_side", "description");

    private NetworkMap() {}

    static ChapterSource source(Ec2Client ec2, Names names) {
        return new ChapterSource(
                "network",
                "Network map",
                "Every rule of every security group that carries the deployment's tag, and of the default group of their VPC, as EC2 has it now. What a"
                        + " VPC's owner or another deployment attaches beside them does not show here.",
                source -> read(source, ec2, names));
    }

    private static Chapter read(ChapterSource source, Ec2Client ec2, Names names) {
        var tagged = groups(ec2, filter("tag:" + Names.PRODUCT + ":deployment", List.of(names.name())));
        var groups = new LinkedHashMap<String, String>();
        tagged.forEach(group -> groups.put(group.groupId(), name(group)));
        tagged.stream()
                .map(SecurityGroup::vpcId)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(vpc ->
                        groups(ec2, filter("vpc-id", List.of(vpc)), filter("group-name", List.of("default"))).stream())
                .forEach(group -> groups.putIfAbsent(group.groupId(), name(group)));
        if (groups.isEmpty()) {
            return Chapter.of(source, COLUMNS, List.of(), List.of("No security group carries the tag."));
        }
        var rows = new ArrayList<Map<String, String>>();
        ec2.describeSecurityGroupRulesPaginator(
                        describe -> describe.filters(filter("group-id", List.copyOf(groups.keySet()))))
                .securityGroupRules()
                .forEach(rule -> rows.add(row(rule, groups)));
        rows.sort((one, other) -> one.toString().compareTo(other.toString()));
        return Chapter.of(source, COLUMNS, rows, List.of());
    }

    private static List<SecurityGroup> groups(Ec2Client ec2, Filter... filters) {
        return ec2.describeSecurityGroupsPaginator(describe -> describe.filters(filters)).securityGroups().stream()
                .toList();
    }

    private static Map<String, String> row(SecurityGroupRule rule, Map<String, String> groups) {
        return Row.of(
                COLUMNS,
                groups.getOrDefault(rule.groupId(), rule.groupId()),
                Boolean.TRUE.equals(rule.isEgress()) ? "out" : "in",
                "-1".equals(rule.ipProtocol()) ? "all" : String.valueOf(rule.ipProtocol()),
                ports(rule),
                otherSide(rule, groups),
                rule.description() == null ? "" : rule.description());
    }

    private static String ports(SecurityGroupRule rule) {
        if (rule.fromPort() == null || rule.fromPort() < 0) {
            return "all";
        }
        return rule.fromPort().equals(rule.toPort())
                ? String.valueOf(rule.fromPort())
                : rule.fromPort() + " to " + rule.toPort();
    }

    private static String otherSide(SecurityGroupRule rule, Map<String, String> groups) {
        var group = rule.referencedGroupInfo() == null
                ? null
                : rule.referencedGroupInfo().groupId();
        return Stream.of(
                        group == null ? null : groups.getOrDefault(group, group),
                        rule.cidrIpv4(),
                        rule.cidrIpv6(),
                        rule.prefixListId())
                .filter(side -> side != null && !side.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String name(SecurityGroup group) {
        return group.description() + " (" + group.groupId() + ")";
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}

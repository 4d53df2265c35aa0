package org.openemr.aws.functions.studio;

import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The two security groups that SageMaker makes for a domain's home file system and leaves behind. Each names the other, so
 * their rules go first; and they can be deleted only when the last network interface is gone.
 */
final class HomeSecurityGroups {

    private static final String IN_USE = "DependencyViolation";

    private final Ec2Client ec2;
    private final EventLog log;

    HomeSecurityGroups(Ec2Client ec2, EventLog log) {
        this.ec2 = ec2;
        this.log = log;
    }

    /** Deletes the groups of a domain; false while something still uses them. */
    boolean delete(String domainId) {
        var groups = ofDomain(domainId);
        groups.forEach(this::removeRules);
        return groups.stream().map(this::deleted).reduce(true, Boolean::logicalAnd);
    }

    private List<SecurityGroup> ofDomain(String domainId) {
        var ofDomain = Filter.builder()
                .name("group-name")
                .values("security-group-for-*-nfs-" + domainId)
                .build();
        return ec2.describeSecurityGroupsPaginator(describe -> describe.filters(ofDomain)).securityGroups().stream()
                .toList();
    }

    private void removeRules(SecurityGroup group) {
        if (!group.ipPermissions().isEmpty()) {
            ec2.revokeSecurityGroupIngress(
                    revoke -> revoke.groupId(group.groupId()).ipPermissions(group.ipPermissions()));
        }
        if (!group.ipPermissionsEgress().isEmpty()) {
            ec2.revokeSecurityGroupEgress(
                    revoke -> revoke.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()));
        }
    }

    private boolean deleted(SecurityGroup group) {
        try {
            ec2.deleteSecurityGroup(delete -> delete.groupId(group.groupId()));
            log.info("security-group-deleted", Map.of("group", group.groupId()));
            return true;
        } catch (Ec2Exception e) {
            if (IN_USE.equals(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }
}

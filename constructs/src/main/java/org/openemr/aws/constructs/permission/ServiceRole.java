package org.openemr.aws.constructs.permission;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * A role for an AWS service acting for this account only: nobody can make the service use it for another account (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">the confused deputy</a>).
 */
public final class ServiceRole {

    private ServiceRole() {}

    /**
     * Creates the role.
     *
     * @param service the service's name, for example {@code ecs-tasks}
     * @param description whose role it is, or what it is for
     */
    public static Role create(Construct scope, String id, String service, String description) {
        var role = Role.Builder.create(scope, id)
                .description(description)
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal(service + ".amazonaws.com"),
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
                .build();
        ManagedPolicies.in(role);
        return role;
    }

    /**
     * A statement that lets somebody hand roles to one service.
     *
     * @param service the service's name, for example {@code ecs-tasks}
     */
    public static PolicyStatement pass(String service, String... roleArns) {
        return PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(roleArns))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", service + ".amazonaws.com")))
                .build();
    }
}

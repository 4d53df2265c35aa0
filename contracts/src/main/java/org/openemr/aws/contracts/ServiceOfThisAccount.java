package org.openemr.aws.contracts;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * An AWS service acting for this account only, for trust policies: nobody can make the service act for another account
 * (<a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">the confused deputy</a>).
 */
public final class ServiceOfThisAccount {

    private ServiceOfThisAccount() {}

    /**
     * The principal.
     *
     * @param service the service's name, for example {@code ecs-tasks}
     */
    public static IPrincipal principal(String service) {
        return new PrincipalWithConditions(
                new ServicePrincipal(service + ".amazonaws.com"),
                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
    }
}

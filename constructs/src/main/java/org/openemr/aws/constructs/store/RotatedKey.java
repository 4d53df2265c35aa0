package org.openemr.aws.constructs.store;

import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The base of every KMS key of this project: rotated each year, with an alias, removed or kept as the deployment says. */
public final class RotatedKey {

    private RotatedKey() {}

    /**
     * Creates the key.
     *
     * @param part the key's own part of its alias
     * @param whose what it encrypts, to which the deployment is added
     */
    public static Key create(Construct scope, String id, Deployment deployment, String part, String whose) {
        return Key.Builder.create(scope, id)
                .alias(deployment.physicalName(part))
                .description(whose + " of " + deployment.name())
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
    }
}

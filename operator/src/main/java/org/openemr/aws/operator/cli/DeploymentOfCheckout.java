package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.settings.CdkJsonFile;

/** The deployment that the checkout's cdk.json is of. */
final class DeploymentOfCheckout {

    private static final String KEY = "deployment_name";
    private static final String DEFAULT = "openemr";

    private DeploymentOfCheckout() {}

    /**
     * Makes sure that a command means the same one.
     *
     * @throws Failure when it does not
     */
    static void require(CdkJsonFile file, String deployment) {
        var name = String.valueOf(file.context().getOrDefault(KEY, DEFAULT));
        if (!name.equals(deployment)) {
            throw Failure.usage("cdk.json is of deployment '%s', and --deployment says '%s'. Give the same name."
                    .formatted(name, deployment));
        }
    }
}

package org.openemr.aws.functions.watch;

import java.util.Map;
import org.openemr.aws.functions.customresource.CustomResourceRequest;

/**
 * The tag that everything of a deployment has, and by which what this one made is told from what others did.
 *
 * @param deployment its name
 */
record DeploymentTag(String deployment) {

    /** As the stacks give it. */
    static final String KEY = "openemr:deployment";

    /** The tag of the deployment that asks. */
    static DeploymentTag of(CustomResourceRequest request) {
        return new DeploymentTag(request.property("Deployment"));
    }

    Map<String, String> asMap() {
        return Map.of(KEY, deployment);
    }

    boolean isOn(Map<String, String> tags) {
        return deployment.equals(tags.get(KEY));
    }
}

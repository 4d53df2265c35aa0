package org.openemr.aws.functions.watch;

import java.util.Map;
import org.openemr.aws.functions.customresource.CustomResourceRequest;

/** The tag that everything of a deployment has, and by which what this one made is told from what others did. */
final class DeploymentTag {

    /** As the stacks give it. */
    static final String KEY = "openemr:deployment";

    private DeploymentTag() {}

    static String value(CustomResourceRequest request) {
        return request.property("Deployment");
    }

    static Map<String, String> of(CustomResourceRequest request) {
        return Map.of(KEY, value(request));
    }

    static boolean isOn(Map<String, String> tags, CustomResourceRequest request) {
        return value(request).equals(tags.get(KEY));
    }
}

package org.openemr.aws.plan;

import java.util.List;

/** Whether a change of properties replaces a resource. */
final class Replacement {

    private Replacement() {}

    /** What CloudFormation does; custom resources are updated in place, a type that is not known may be replaced. */
    static Action action(Resource resource, List<String> changed) {
        if (resource.isCustom()) {
            return Action.UPDATE;
        }
        return ResourceTypes.of(resource.type())
                .map(known -> touches(changed, known.replacing())
                        ? Action.REPLACE
                        : touches(changed, known.mayReplace()) ? Action.MAY_REPLACE : Action.UPDATE)
                .orElse(Action.MAY_REPLACE);
    }

    private static boolean touches(List<String> changed, List<String> paths) {
        return changed.stream()
                .anyMatch(change -> paths.stream().anyMatch(path -> isWithin(change, path) || isWithin(path, change)));
    }

    private static boolean isWithin(String path, String outer) {
        return path.equals(outer) || path.startsWith(outer + "/");
    }
}

package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths at which the properties of a resource differ; {@code *} stands for the elements of a list. The policies that say what
 * happens to a resource when it goes count as properties.
 */
final class PropertyDifference {

    private PropertyDifference() {}

    static List<String> paths(Resource before, Resource after) {
        var paths = new TreeSet<String>();
        collect("", before.properties(), after.properties(), paths);
        if (before.whenDeleted() != after.whenDeleted()) {
            paths.add("DeletionPolicy");
        }
        if (before.whenReplaced() != after.whenReplaced()) {
            paths.add("UpdateReplacePolicy");
        }
        return List.copyOf(paths);
    }

    private static void collect(String path, JsonNode before, JsonNode after, Set<String> paths) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> collect(child(path, name), before.path(name), after.path(name), paths));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (var i = 0; i < before.size(); i++) {
                collect(child(path, "*"), before.get(i), after.get(i), paths);
            }
        } else {
            paths.add(path);
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }
}

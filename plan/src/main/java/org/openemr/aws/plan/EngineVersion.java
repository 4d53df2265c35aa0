package org.openemr.aws.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Versions of a database, compared number by number. */
final class EngineVersion {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private EngineVersion() {}

    /** Whether one is older than another, for example 8.0.mysql_aurora.3.9.0 than 8.0.mysql_aurora.3.12.0. */
    static boolean isOlder(String one, String other) {
        var ours = numbers(one);
        var theirs = numbers(other);
        for (var i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                return ours.get(i) < theirs.get(i);
            }
        }
        return false;
    }

    private static List<Integer> numbers(String version) {
        var numbers = new ArrayList<Integer>();
        NUMBER.matcher(version).results().forEach(number -> numbers.add(Integer.valueOf(number.group())));
        return numbers;
    }
}

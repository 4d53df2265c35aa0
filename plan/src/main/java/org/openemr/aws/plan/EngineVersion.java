package org.openemr.aws.plan;

import java.math.BigInteger;
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
                return ours.get(i).compareTo(theirs.get(i)) < 0;
            }
        }
        return false;
    }

    private static List<BigInteger> numbers(String version) {
        var numbers = new ArrayList<BigInteger>();
        NUMBER.matcher(version).results().forEach(number -> numbers.add(new BigInteger(number.group())));
        return numbers;
    }
}

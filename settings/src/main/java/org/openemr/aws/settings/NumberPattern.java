package org.openemr.aws.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Patterns of decimal numbers in a range, for the texts of a JSON schema, which knows ranges of numbers only. */
final class NumberPattern {

    private static final int TEN = 10;

    private NumberPattern() {}

    /**
     * A pattern that the whole numbers of a range fit, written without zeros in front, and nothing else.
     *
     * @param minimum 0 or more
     */
    static String between(long minimum, long maximum) {
        var parts = new ArrayList<String>();
        // Numbers of as many digits each.
        for (var lowest = minimum; lowest <= maximum; lowest = firstWithMoreDigits(lowest)) {
            var highest = Math.min(maximum, firstWithMoreDigits(lowest) - 1);
            parts.addAll(ofSameLength(String.valueOf(lowest), String.valueOf(highest)));
        }
        return "(?:" + String.join("|", parts) + ")";
    }

    private static long firstWithMoreDigits(long number) {
        var first = 1L;
        do {
            first *= TEN;
        } while (first <= number);
        return first;
    }

    /** Digit by digit: where both bounds agree it is theirs; below the first that differs, the lower, the upper and those between. */
    private static List<String> ofSameLength(String lowest, String highest) {
        if (lowest.length() == 1) {
            return List.of(digits(lowest.charAt(0), highest.charAt(0)));
        }
        var low = lowest.charAt(0);
        var high = highest.charAt(0);
        var rest = lowest.length() - 1;
        if (low == high) {
            return prefixed(low, ofSameLength(lowest.substring(1), highest.substring(1)));
        }
        var parts = new ArrayList<String>();
        var fromLow = low;
        if (!lowest.substring(1).equals("0".repeat(rest))) {
            parts.addAll(prefixed(low, ofSameLength(lowest.substring(1), "9".repeat(rest))));
            fromLow++;
        }
        var toHigh = high;
        if (!highest.substring(1).equals("9".repeat(rest))) {
            parts.addAll(prefixed(high, ofSameLength("0".repeat(rest), highest.substring(1))));
            toHigh--;
        }
        if (fromLow <= toHigh) {
            parts.add(digits(fromLow, toHigh) + (rest == 1 ? "[0-9]" : "[0-9]{" + rest + "}"));
        }
        return parts;
    }

    private static List<String> prefixed(char digit, List<String> parts) {
        return parts.size() == 1
                ? List.of(digit + parts.get(0))
                : List.of(digit + parts.stream().collect(Collectors.joining("|", "(?:", ")")));
    }

    private static String digits(char low, char high) {
        return low == high ? String.valueOf(low) : "[" + low + "-" + high + "]";
    }
}

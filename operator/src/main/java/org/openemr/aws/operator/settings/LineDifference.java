package org.openemr.aws.operator.settings;

import java.util.ArrayList;
import java.util.List;

/** Which lines of a text differ from those of another, by their longest common subsequence, as a unified diff without context. */
public final class LineDifference {

    private LineDifference() {}

    /** The lines that go, with a minus, and those that come, with a plus. */
    public static List<String> between(String before, String after) {
        var old = before.lines().toList();
        var fresh = after.lines().toList();
        var common = lengths(old, fresh);
        var lines = new ArrayList<String>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                i++;
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-" + old.get(i++));
            } else {
                lines.add("+" + fresh.get(j++));
            }
        }
        return List.copyOf(lines);
    }

    /** How many lines the rests from each pair of positions have in common. */
    private static int[][] lengths(List<String> old, List<String> fresh) {
        var lengths = new int[old.size() + 1][fresh.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = fresh.size() - 1; j >= 0; j--) {
                lengths[i][j] = old.get(i).equals(fresh.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }
}

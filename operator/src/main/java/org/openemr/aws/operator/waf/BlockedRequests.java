package org.openemr.aws.operator.waf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openemr.aws.settings.waf.ManagedRuleGroup;
import org.openemr.aws.settings.waf.WafRule;

/** What the web ACL blocked, counted by rule and path. */
public final class BlockedRequests {

    /** A filter pattern of the log: what was blocked, and nothing that was let through. */
    public static final String FILTER = "{ $.action = \"BLOCK\" }";

    /** The names of the values of a row. */
    public static final List<String> COLUMNS = List.of("count", "rule", "because_of", "path", "from", "last", "remedy");

    /** A scanner tries thousands of paths; somebody who cannot work has few. */
    private static final int MOST_ROWS = 50;

    private static final int MANY_ADDRESSES = 1000;

    private record Kind(String rule, List<String> counted, String path) {}

    /** What is kept of the requests of a kind. */
    private static final class Tally {

        private final Set<String> addresses = new TreeSet<>();
        private int count;
        private Instant last = Instant.EPOCH;

        private void add(BlockedRequest request) {
            count++;
            last = request.time().isAfter(last) ? request.time() : last;
            if (addresses.size() < MANY_ADDRESSES) {
                addresses.add(request.address());
            }
        }

        private String from() {
            return switch (addresses.size()) {
                case 1 -> addresses.iterator().next();
                case MANY_ADDRESSES -> MANY_ADDRESSES + " addresses or more";
                default -> addresses.size() + " addresses";
            };
        }
    }

    private final Map<Kind, Tally> tallies = new HashMap<>();
    private int unreadable;

    /** Adds a line of the web ACL's log. */
    public void add(String line) {
        BlockedRequest.of(line)
                .ifPresentOrElse(
                        request -> tallies.computeIfAbsent(
                                        new Kind(request.rule(), request.counted(), request.path()),
                                        kind -> new Tally())
                                .add(request),
                        () -> unreadable++);
    }

    /** How many lines of the log are missing in the rows, because they are cut or no JSON. */
    public int unreadable() {
        return unreadable;
    }

    /** How many rules and paths are left out of the rows: there are 50 at most. */
    public int leftOut() {
        return Math.max(0, tallies.size() - MOST_ROWS);
    }

    /** One row for each rule and path, the most frequent first. */
    public List<Map<String, Object>> rows() {
        return tallies.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Kind, Tally>>comparingInt(kind -> -kind.getValue().count)
                        .thenComparing(kind -> kind.getKey().rule())
                        .thenComparing(kind -> kind.getKey().path()))
                .limit(MOST_ROWS)
                .map(kind -> row(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static Map<String, Object> row(Kind kind, Tally tally) {
        var row = new LinkedHashMap<String, Object>();
        row.put("count", tally.count);
        row.put("rule", kind.rule());
        row.put("because_of", String.join(", ", kind.counted()));
        row.put("path", kind.path());
        row.put("from", tally.from());
        row.put("last", tally.last.truncatedTo(ChronoUnit.SECONDS).toString());
        row.put("remedy", remedy(kind));
        return row;
    }

    private static String remedy(Kind kind) {
        return WafRule.named(kind.rule())
                .map(own -> remedy(own, kind.counted()))
                .orElseGet(() -> canBeCounted(kind.rule()) ? allow(kind.rule()) : "");
    }

    private static boolean canBeCounted(String rule) {
        return Stream.of(ManagedRuleGroup.values())
                .anyMatch(group -> group.ruleOf(rule).isPresent());
    }

    private static String remedy(WafRule rule, List<String> counted) {
        return switch (rule) {
            case RATE_LIMIT -> "waf_rate_limit";
            case SIGN_IN_RATE_LIMIT -> "waf_sign_in_rate_limit";
            case METADATA_ADDRESS, STEPS_IN_PATH, SIGN_IN_ELSEWHERE -> "";
            case SCANNERS, BOT_USER_AGENTS -> "openemr waf allow --user-agent TEXT";
            default -> counted.isEmpty() ? "" : allow(String.join(" ", counted));
        };
    }

    private static String allow(String rules) {
        return "openemr waf allow " + rules;
    }
}

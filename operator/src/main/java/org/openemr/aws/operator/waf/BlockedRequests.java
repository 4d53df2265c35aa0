package org.openemr.aws.operator.waf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openemr.aws.settings.waf.ManagedRuleGroup;
import org.openemr.aws.settings.waf.WafRule;

/** What the web ACL blocked, counted by rule and path. */
public final class BlockedRequests {

    /** A filter pattern of the log: what was blocked, and nothing that was let through. */
    public static final String FILTER = "{ $.action = \"BLOCK\" }";

    private record Kind(String rule, List<String> counted, String path) {}

    private final Map<Kind, List<BlockedRequest>> byKind = new LinkedHashMap<>();

    private int unreadable;

    /** Adds a line of the web ACL's log. */
    public void add(String line) {
        BlockedRequest.of(line).ifPresentOrElse(this::add, () -> unreadable++);
    }

    private void add(BlockedRequest request) {
        byKind.computeIfAbsent(new Kind(request.rule(), request.counted(), request.path()), kind -> new ArrayList<>())
                .add(request);
    }

    /** How many lines of the log are missing in the rows, because they are cut or no JSON. */
    public int unreadable() {
        return unreadable;
    }

    /** One row for each rule and path, the most frequent first. */
    public List<Map<String, Object>> rows() {
        return byKind.entrySet().stream()
                .sorted(Comparator.comparingInt(kind -> -kind.getValue().size()))
                .map(kind -> row(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static Map<String, Object> row(Kind kind, List<BlockedRequest> requests) {
        var addresses = requests.stream().map(BlockedRequest::address).collect(Collectors.toCollection(TreeSet::new));
        var row = new LinkedHashMap<String, Object>();
        row.put("count", requests.size());
        row.put("rule", kind.rule());
        row.put("because_of", String.join(", ", kind.counted()));
        row.put("path", kind.path());
        row.put("from", addresses.size() == 1 ? addresses.first() : addresses.size() + " addresses");
        row.put("last", last(requests).truncatedTo(ChronoUnit.SECONDS));
        row.put("remedy", remedy(kind));
        return row;
    }

    private static Instant last(List<BlockedRequest> requests) {
        return requests.stream()
                .map(BlockedRequest::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String remedy(Kind kind) {
        return WafRule.named(kind.rule())
                .map(own -> remedy(own, kind.counted()))
                .orElseGet(() -> canBeCounted(kind.rule()) ? allow(kind.rule()) : "");
    }

    private static boolean canBeCounted(String rule) {
        return List.of(ManagedRuleGroup.values()).stream()
                .anyMatch(group -> group.ruleOf(rule).isPresent());
    }

    private static String remedy(WafRule rule, List<String> counted) {
        return switch (rule) {
            case RATE_LIMIT -> "waf_rate_limit";
            case SIGN_IN_RATE_LIMIT -> "waf_sign_in_rate_limit";
            case METADATA_ADDRESS -> "";
            case SCANNERS, BOT_USER_AGENTS -> "openemr waf allow --user-agent TEXT";
            default -> counted.isEmpty() ? "" : allow(String.join(" ", counted));
        };
    }

    private static String allow(String rules) {
        return "openemr waf allow " + rules;
    }
}

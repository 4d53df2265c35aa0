package org.openemr.aws.operator.waf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.settings.waf.CountedRule;
import org.openemr.aws.settings.waf.ManagedRuleGroup;
import org.openemr.aws.settings.waf.WafRule;

/**
 * A request that the web ACL blocked, without anything that it matched.
 *
 * @param rule the rule that blocked it, as {@code openemr waf allow} takes it
 * @param counted the managed rules by whose counting it was blocked, when it was
 * @param path what was asked for, with all but words as {@code *}; none when the path itself is what matched
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html">log fields</a>
 */
record BlockedRequest(Instant time, String rule, List<String> counted, String path, String address) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_PATH = 70;

    /** What OpenEMR's own paths are made of: words, programs in PHP, and {@code oauth2}. */
    private static final Pattern KNOWN_PART = Pattern.compile("[A-Za-z_$-]*(\\.php)?|oauth2");

    /** From a line of the web ACL's log; empty when it cannot be read. */
    static Optional<BlockedRequest> of(String line) {
        try {
            return Optional.of(of(MAPPER.readTree(line)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static BlockedRequest of(JsonNode event) {
        var rule = event.path("terminatingRuleId").asText();
        var counted = new ArrayList<String>();
        for (var found : event.path("ruleGroupList")) {
            var group = groupName(found);
            var ended = found.path("terminatingRule").path("ruleId").asText("");
            if (!ended.isEmpty()) {
                rule = setting(group, ended);
            }
            found.path("nonTerminatingMatchingRules")
                    .forEach(match ->
                            counted.add(setting(group, match.path("ruleId").asText())));
        }
        return new BlockedRequest(
                Instant.ofEpochMilli(event.path("timestamp").asLong()),
                rule,
                blockedBy(rule, counted),
                rule.endsWith("_URIPATH")
                        ? "-"
                        : path(event.path("httpRequest").path("uri").asText()),
                event.path("httpRequest").path("clientIp").asText());
    }

    /** Of the rules that counted, those that the rule that blocked goes by. */
    private static List<String> blockedBy(String rule, List<String> counted) {
        return WafRule.named(rule).stream()
                .flatMap(own -> own.counted().stream())
                .map(CountedRule::setting)
                .filter(counted::contains)
                .toList();
    }

    /** {@code AWS#AWSManagedRulesCommonRuleSet}, or with its version after that. */
    private static String groupName(JsonNode group) {
        var parts = group.path("ruleGroupId").asText().split("#", -1);
        return parts.length > 1 ? parts[1] : parts[0];
    }

    private static String setting(String group, String rule) {
        return ManagedRuleGroup.named(group).map(known -> known.setting(rule)).orElse(group + "/" + rule);
    }

    /** A path that names no patient and cannot write to a terminal. */
    private static String path(String uri) {
        var general = Stream.of(uri.split("/", -1))
                .map(part -> KNOWN_PART.matcher(part).matches() ? part : "*")
                .collect(Collectors.joining("/"));
        return general.length() > LONGEST_PATH ? general.substring(0, LONGEST_PATH) + "..." : general;
    }
}

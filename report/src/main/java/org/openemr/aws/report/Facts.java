package org.openemr.aws.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page says, as data that it carries, so that the next one can tell what changed.
 *
 * @param made when the page was made, in words
 * @param settings what is set, by key
 * @param resources types of resources, by the stack and the logical id
 * @param cost of a month, in words
 */
record Facts(String made, Map<String, String> settings, Map<String, String> resources, Map<String, String> cost) {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private static final Pattern CARRIED =
            Pattern.compile("<script type=\"application/json\" id=\"facts\">(.*?)</script>", Pattern.DOTALL);

    static Facts of(Report report) {
        var resources = new TreeMap<String, String>();
        report.templates()
                .forEach((stack, template) -> template.resources()
                        .forEach((id, resource) -> resources.put(
                                stack + "/" + id, resource.path("Type").asText())));
        return new Facts(
                report.made(),
                report.settings().stream()
                        .collect(Collectors.toMap(Report.SettingInEffect::key, Report.SettingInEffect::value)),
                resources,
                Map.of(
                        "nobody works",
                        Html.usd(report.estimate().low()),
                        report.people(),
                        Html.usd(report.estimate().high())));
    }

    /** The facts of a page; empty when it has none, or those of another version of this program. */
    static Optional<Facts> in(String page) {
        var carried = CARRIED.matcher(page);
        try {
            return carried.find() ? Optional.of(MAPPER.readValue(carried.group(1), Facts.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The element of a page that carries them; no text in it ends it. */
    String element() {
        try {
            return "<script type=\"application/json\" id=\"facts\">%s</script>"
                    .formatted(MAPPER.writeValueAsString(this).replace("<", "\\u003c"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is not as it was: what, before, and now. */
    List<List<String>> changesSince(Facts before) {
        var changes = new ArrayList<List<String>>();
        changes.addAll(changes(before, Facts::settings));
        changes.addAll(changes(before, Facts::resources));
        changes.addAll(changes(before, Facts::cost).stream()
                .map(change -> List.of("a month, " + change.get(0), change.get(1), change.get(2)))
                .toList());
        return changes;
    }

    private List<List<String>> changes(Facts before, Function<Facts, Map<String, String>> part) {
        var now = part.apply(this);
        var then = part.apply(before);
        var names = new TreeSet<>(now.keySet());
        names.addAll(then.keySet());
        return names.stream()
                .map(name -> List.of(name, then.getOrDefault(name, ""), now.getOrDefault(name, "")))
                .filter(change -> !change.get(1).equals(change.get(2)))
                .toList();
    }
}

package org.openemr.aws.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of names from a fixed set: a JSON list, or text with commas.
 *
 * @param names the accepted names, in the order of the reference
 */
public record ListOf(List<String> names) implements ValueType<Set<String>> {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String accepted() {
        return "a list of " + String.join(", ", names);
    }

    @Override
    public Set<String> parse(Object raw) throws InvalidValueException {
        var chosen = new LinkedHashSet<String>();
        for (var element : elements(raw, accepted())) {
            var name = String.valueOf(element).strip();
            if (!names.contains(name)) {
                throw new InvalidValueException("has the unknown element " + name, "write " + accepted());
            }
            chosen.add(name);
        }
        return chosen;
    }

    /**
     * What a list has in it, of whatever form: a JSON list, or a text with commas, with or without brackets and quotation marks.
     *
     * @param accepted what is accepted, for the message
     */
    public static List<?> elements(Object raw, String accepted) throws InvalidValueException {
        if (raw instanceof List<?> list) {
            return list;
        }
        if (raw instanceof String text) {
            var bare = text.strip().replaceAll("^\\[|]$", "").replace("\"", "");
            return bare.isBlank() ? List.of() : List.of(bare.split(","));
        }
        throw new InvalidValueException("is not a list", "write " + accepted);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return jsonSchema(
                Map.of("type", "array", "items", Map.of("enum", names), "uniqueItems", true),
                String.join("|", names).replace(".", "\\."),
                names.size());
    }

    /**
     * What {@link #elements} reads, for an editor.
     *
     * @param list the schema of the JSON list
     * @param element the pattern of an element in a text with commas
     * @param most how many elements at most
     */
    static Map<String, Object> jsonSchema(Map<String, Object> list, String element, int most) {
        var one = "(?:" + element + ")";
        var times = most == Integer.MAX_VALUE ? "*" : "{0," + (most - 1) + "}";
        return Map.of(
                "anyOf",
                List.of(list, Map.of("type", "string", "pattern", "^" + one + "(?:, *" + one + ")" + times + "$")));
    }
}

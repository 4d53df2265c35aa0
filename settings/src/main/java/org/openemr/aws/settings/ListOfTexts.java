package org.openemr.aws.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of different texts of a form, whose order matters: a JSON list, or text with commas.
 *
 * @param element the form of each
 * @param most how many at most
 */
public record ListOfTexts(Text element, int most) implements ValueType<List<String>> {

    /** A list of any length. */
    public ListOfTexts(Text element) {
        this(element, Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String accepted() {
        return "a list%s, each %s, none twice"
                .formatted(most == Integer.MAX_VALUE ? "" : " of up to " + most, element.accepted());
    }

    @Override
    public List<String> parse(Object raw) throws InvalidValueException {
        var texts = new ArrayList<String>();
        for (var part : ListOf.elements(raw, accepted())) {
            var text = element.parse(part instanceof String given ? given : String.valueOf(part));
            if (texts.contains(text)) {
                throw new InvalidValueException("has " + text + " twice", "write it once");
            }
            texts.add(text);
        }
        if (texts.size() > most) {
            throw new InvalidValueException("has " + texts.size() + " elements", "write " + accepted());
        }
        return List.copyOf(texts);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        var list = new TreeMap<String, Object>(
                Map.of("type", "array", "items", element.jsonSchema(), "uniqueItems", true));
        if (most < Integer.MAX_VALUE) {
            list.put("maxItems", most);
        }
        return ListOf.jsonSchema(list, element.pattern().pattern(), most);
    }
}

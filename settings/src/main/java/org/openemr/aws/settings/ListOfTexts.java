package org.openemr.aws.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list of different texts of a form, whose order matters: a JSON list, or text with commas.
 *
 * @param element the form of each
 */
public record ListOfTexts(Text element) implements ValueType<List<String>> {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String accepted() {
        return "a list, each " + element.accepted() + ", none twice";
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
        return List.copyOf(texts);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "array", "items", Map.of("type", "string"), "uniqueItems", true);
    }
}

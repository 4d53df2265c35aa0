package org.openemr.aws.settings;

import java.util.List;
import java.util.Map;

/** True or false, as JSON or as text; as Python writes them, too. */
public final class YesNo implements ValueType<Boolean> {

    /** The only instance that is needed. */
    public static final YesNo YES_NO = new YesNo();

    private YesNo() {}

    @Override
    public String name() {
        return "boolean";
    }

    @Override
    public String accepted() {
        return "true or false";
    }

    @Override
    public Boolean parse(Object raw) throws InvalidValueException {
        return switch (raw.toString().strip()) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> throw new InvalidValueException("is neither true nor false", "write true or false");
        };
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("enum", List.of(true, false, "true", "false", "True", "False"));
    }
}

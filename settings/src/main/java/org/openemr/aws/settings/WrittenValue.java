package org.openemr.aws.settings;

import java.util.Map;
import java.util.Optional;

/** What a context has for a key; absent is null, {@code "null"} (what {@code -c key=null} gives) or the empty text. */
public final class WrittenValue {

    private WrittenValue() {}

    /** The value as it was written. */
    public static Optional<Object> of(Map<String, ?> context, String key) {
        return Optional.<Object>ofNullable(context.get(key))
                .filter(raw -> !(raw instanceof String text
                        && (text.isBlank() || text.strip().equals("null"))));
    }

    /** The value as a text, without spaces around it. */
    public static Optional<String> text(Map<String, ?> context, String key) {
        return of(context, key).map(raw -> String.valueOf(raw).strip());
    }
}

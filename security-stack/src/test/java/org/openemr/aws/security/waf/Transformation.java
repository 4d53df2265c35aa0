package org.openemr.aws.security.waf;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html">text
 * transformations</a> that our rules use. */
enum Transformation {
    NONE(text -> text),
    LOWERCASE(text -> text.toLowerCase(Locale.ROOT)),
    URL_DECODE(text -> decode(text.replace('+', ' '), Pattern.compile("%([0-9A-Fa-f]{2})"))),
    JS_DECODE(text -> decode(text.replace("\\/", "/"), Pattern.compile("\\\\(?:u00|x)([0-9A-Fa-f]{2})"))),
    NORMALIZE_PATH(Transformation::normalised);

    private static final Pattern STEP_UP = Pattern.compile("/(?!\\.\\./)[^/]+/\\.\\.(?=/|$)");

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final UnaryOperator<String> operator;

    Transformation(UnaryOperator<String> operator) {
        this.operator = operator;
    }

    String of(String text) {
        return operator.apply(text);
    }

    private static String decode(String text, Pattern code) {
        return code.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static String normalised(String path) {
        var flat = path.replaceAll("/(\\./)+", "/").replaceAll("/{2,}", "/").replaceAll("/(\\./)+", "/");
        var shorter = STEP_UP.matcher(flat).replaceFirst("");
        return shorter.equals(flat) ? flat : normalised(shorter);
    }
}

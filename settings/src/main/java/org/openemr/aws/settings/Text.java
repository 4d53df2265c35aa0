package org.openemr.aws.settings;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text of a given form.
 *
 * @param name the type's name in the reference
 * @param pattern the form, matched against the whole text
 * @param accepted the form in words
 */
public record Text(String name, Pattern pattern, String accepted) implements ValueType<String> {

    /**
     * Longer than any value of a setting can be: an ARN names at most 255 characters of ours. A pattern's repeated groups overflow the
     * stack on longer text.
     */
    private static final int LONGEST = 512;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String DOMAIN = "(?=.{4,253}$)(" + LABEL + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])";

    /** Without a flag in the pattern, which the patterns of JSON schemas do not have. */
    private static final String DOMAIN_OF_ANY_CASE = DOMAIN.replace("a-z", "A-Za-z");

    /** A domain name of at least two labels, RFC 1123. */
    public static final Text DOMAIN_NAME = of(
            "domain name",
            DOMAIN,
            "a domain of at least two labels in lower case, such as clinic.example.org: no protocol, no wildcard, no dot at the end");

    /** An e-mail address with a dot-atom before the at sign, RFC 5321. */
    public static final Text EMAIL_ADDRESS = of(
            "e-mail address",
            "(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" + DOMAIN_OF_ANY_CASE,
            "an e-mail address with its domain, such as alerts@clinic.example.org");

    public static Text of(String name, String pattern, String accepted) {
        return new Text(name, Pattern.compile(pattern), accepted);
    }

    @Override
    public String parse(Object raw) throws InvalidValueException {
        if (!(raw instanceof String text)
                || text.length() > LONGEST
                || !pattern.matcher(text.strip()).matches()) {
            throw new InvalidValueException("has not the form of a " + name, "write " + accepted);
        }
        return text.strip();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "string", "maxLength", LONGEST, "pattern", "^(?:" + pattern.pattern() + ")$");
    }
}

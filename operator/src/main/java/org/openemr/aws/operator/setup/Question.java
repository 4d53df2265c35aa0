package org.openemr.aws.operator.setup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A question of the configuration.
 *
 * @param text what is asked
 * @param why what the answer decides
 * @param given the answer on the command line
 * @param present what is configured already: the same answer changes nothing
 * @param byDefault what an empty answer means where nothing is
 * @param settings what an answer sets
 */
public record Question(
        String text,
        String why,
        Optional<String> given,
        Optional<String> present,
        String byDefault,
        Function<String, Map<String, Object>> settings) {

    /** The answer that takes a value away. */
    public static final String NONE = "none";

    private static final Set<String> NOTHING = Set.of("", NONE);

    /** A question that is answered with yes or no. */
    public static Question yesOrNo(
            String text,
            String why,
            Optional<Boolean> given,
            boolean present,
            Function<Boolean, Map<String, Object>> settings) {
        return new Question(
                text + " (yes or no)",
                why,
                given.map(Question::word),
                Optional.of(word(present)),
                word(present),
                answer -> settings.apply(isYes(answer)));
    }

    /** A question whose answer is a setting, or none. */
    public static Question optional(
            String text, String why, Optional<String> given, Optional<String> present, String key) {
        return new Question(text, why, given, present, NONE, orNothing(key));
    }

    /** A question that is answered on the command line, and not asked without that. */
    public static Question answered(String text, String answer, Function<String, Map<String, Object>> settings) {
        return new Question(text, "", Optional.of(answer), Optional.empty(), "", settings);
    }

    /** What an empty answer means. */
    String usual() {
        return present.orElse(byDefault);
    }

    /** An answer that becomes a setting, and cannot be left out. */
    public static Function<String, Map<String, Object>> required(String key) {
        return answer -> {
            if (NOTHING.contains(answer.strip())) {
                throw new IllegalArgumentException("It is needed.");
            }
            return Map.of(key, answer);
        };
    }

    /** An answer that becomes a setting, which has no value without it. */
    public static Function<String, Map<String, Object>> orNothing(String key) {
        return answer -> {
            var settings = new LinkedHashMap<String, Object>();
            settings.put(key, NOTHING.contains(answer.strip()) ? null : answer);
            return settings;
        };
    }

    private static String word(boolean answer) {
        return answer ? "yes" : "no";
    }

    private static boolean isYes(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true" -> true;
            case "n", "no", "false" -> false;
            default -> throw new IllegalArgumentException("Answer yes or no.");
        };
    }
}

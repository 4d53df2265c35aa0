package org.openemr.aws.operator.setup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question of the first configuration.
 *
 * @param text what is asked
 * @param why what the answer decides, in a line
 * @param given the answer on the command line
 * @param byDefault what an empty answer means
 * @param settings what an answer sets
 */
public record Question(
        String text,
        String why,
        Optional<String> given,
        String byDefault,
        Function<String, Map<String, Object>> settings) {

    /** A question that is answered with yes or no. */
    public static Question yesOrNo(
            String text,
            String why,
            Optional<Boolean> given,
            boolean byDefault,
            Function<Boolean, Map<String, Object>> settings) {
        return new Question(
                text + " (yes or no)",
                why,
                given.map(answer -> answer ? "yes" : "no"),
                byDefault ? "yes" : "no",
                answer -> settings.apply(isYes(answer)));
    }

    /** A question that is answered on the command line, and not asked without that. */
    public static Question answered(String text, String answer, Function<String, Map<String, Object>> settings) {
        return new Question(text, "", Optional.of(answer), "", settings);
    }

    /** An answer that becomes a setting, and cannot be left out. */
    public static Function<String, Map<String, Object>> required(String key) {
        return answer -> {
            if (answer.isBlank()) {
                throw new IllegalArgumentException("It is needed.");
            }
            return Map.of(key, answer);
        };
    }

    /** An answer that becomes a setting, which has no value without it. */
    public static Function<String, Map<String, Object>> orNothing(String key) {
        return answer -> {
            var settings = new LinkedHashMap<String, Object>();
            settings.put(key, answer.isBlank() ? null : answer);
            return settings;
        };
    }

    private static boolean isYes(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true" -> true;
            case "n", "no", "false" -> false;
            default -> throw new IllegalArgumentException("Answer yes or no.");
        };
    }
}

package org.openemr.aws.operator.setup;

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

    private static boolean isYes(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true" -> true;
            case "n", "no", "false" -> false;
            default -> throw new IllegalArgumentException("Answer yes or no.");
        };
    }
}

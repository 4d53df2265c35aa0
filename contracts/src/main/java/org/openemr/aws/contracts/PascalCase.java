package org.openemr.aws.contracts;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns names into construct ids: {@code vpc-id} is {@code VpcId}. */
public final class PascalCase {

    private PascalCase() {}

    /** The words of a name that is written with hyphens, joined. */
    public static String of(String kebabCase) {
        return Stream.of(kebabCase.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}

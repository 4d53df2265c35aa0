package org.openemr.aws.contracts.outputs;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns parameter names into construct ids: {@code vpc-id} is {@code VpcId}. */
final class PascalCase {

    private PascalCase() {}

    static String of(String kebabCase) {
        return Stream.of(kebabCase.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}

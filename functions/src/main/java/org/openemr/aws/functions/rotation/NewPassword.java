package org.openemr.aws.functions.rotation;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes passwords of 32 letters and digits, as DataStack does, which no shell and no configuration file reads: 190 bits. */
final class NewPassword {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewPassword() {}

    static String make() {
        return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
                .mapToObj(index -> CHARACTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}

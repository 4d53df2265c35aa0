package org.openemr.aws.report;

import java.util.Locale;

/**
 * Something that a picture shows.
 *
 * @param address where it is written; of what is outside, a stack of its own
 * @param name in words
 * @param kind what it is, in words
 */
record Part(Address address, String name, String kind) {

    /** Where clients, and the services that tasks call, are. */
    static final String OUTSIDE = "outside";

    /** A resource, by its logical id: the words of the constructs that make it, without the hash behind them. */
    static Part of(Address address, Kind kind) {
        var words = address.id()
                .replaceFirst("[0-9A-F]{8}$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .strip();
        return new Part(address, words.isEmpty() ? kind.label() : sentence(words), kind.label());
    }

    /** Somebody or something that is not of the installation. */
    static Part outside(String name, String kind) {
        return new Part(new Address(OUTSIDE, name), name, kind);
    }

    private static String sentence(String words) {
        return words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
    }
}

package org.openemr.aws.testsupport;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of many like cases a build tries: some, the same ones each time, so that everybody waits for minutes only; and with
 * {@code -Dthorough} every one, as {@code .ci/weekly/thorough} does before a release and each week.
 */
public final class Sample {

    private Sample() {}

    /** From one tried case to the next: 1 where all are. */
    public static int stride(int usual) {
        return isThorough() ? 1 : usual;
    }

    /** A number of tries, that of a thorough search or the usual one. */
    public static int tries(int usual, int thorough) {
        return isThorough() ? thorough : usual;
    }

    /** Every so manieth case, the first among them. */
    public static <T> Stream<T> of(Collection<T> cases, int stride) {
        var kept = List.copyOf(cases);
        return IntStream.iterate(0, index -> index < kept.size(), index -> index + stride(stride))
                .mapToObj(kept::get);
    }

    /** Whether a build tries everything. */
    public static boolean isThorough() {
        return Boolean.getBoolean("thorough");
    }
}

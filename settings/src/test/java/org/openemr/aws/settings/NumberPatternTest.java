package org.openemr.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class NumberPatternTest {

    @Property(tries = 500)
    void whatFitsIsInTheRange(
            @ForAll @LongRange(max = 3_000_000_000L) long one,
            @ForAll @LongRange(max = 3_000_000_000L) long other,
            @ForAll @LongRange(max = 4_000_000_000L) long number) {
        var minimum = Math.min(one, other);
        var maximum = Math.max(one, other);
        var pattern = NumberPattern.between(minimum, maximum);

        assertThat(String.valueOf(number).matches(pattern)).isEqualTo(minimum <= number && number <= maximum);
        for (var edge : new long[] {minimum, maximum}) {
            assertThat(String.valueOf(edge)).matches(pattern);
            assertThat("0" + edge).doesNotMatch(pattern);
        }
        assertThat(String.valueOf(maximum + 1)).doesNotMatch(pattern);
        assertThat(String.valueOf(minimum - 1)).doesNotMatch(pattern);
    }

    @Property(tries = 200)
    void everyNumberOfASmallRangeFits(
            @ForAll @LongRange(max = 1200) long minimum, @ForAll @LongRange(max = 1200) long length) {
        var pattern = NumberPattern.between(minimum, minimum + length);

        for (var number = 0L; number < 2600; number++) {
            assertThat(String.valueOf(number).matches(pattern))
                    .as("%d in %d to %d", number, minimum, minimum + length)
                    .isEqualTo(minimum <= number && number <= minimum + length);
        }
    }
}

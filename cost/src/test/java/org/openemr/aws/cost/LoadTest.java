package org.openemr.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {

    /** By hand: 100 users, 12 requests a minute, twice at the peak: 40 a second; 6 vCPU, of which 40 % are used: 15 tasks. */
    @Test
    void isWhatTheAssumptionsSay() {
        var load = new Load(100, 0);

        assertThat(load.requests()).isCloseTo(40, within(1e-9));
        assertThat(load.tasks(1, 0.4)).isEqualTo(15);
        // 0.8 vCPU in the database; half of a unit's quarter of a vCPU is used: 6.4 units.
        assertThat(load.capacity()).isEqualTo(6.5);
        assertThat(load.cacheUnits()).isEqualTo(640);
        assertThat(load.requestsFromOneAddress()).isEqualTo(18_000);
    }

    @Test
    void requestsOfProgramsCountAsTheyAre() {
        assertThat(new Load(0, 40).tasks(1, 0.4)).isEqualTo(new Load(100, 0).tasks(1, 0.4));
    }

    @Test
    void moreNeedNeverLess() {
        var loads = IntStream.rangeClosed(1, 3000)
                .mapToObj(users -> new Load(users, 0))
                .toList();

        IntStream.range(1, loads.size()).forEach(i -> {
            assertThat(loads.get(i).tasks(1, 0.4))
                    .isGreaterThanOrEqualTo(loads.get(i - 1).tasks(1, 0.4));
            assertThat(loads.get(i).capacity())
                    .isGreaterThanOrEqualTo(loads.get(i - 1).capacity());
        });
    }

    @Test
    void nothingIsNoLoad() {
        assertThatThrownBy(() -> new Load(0, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Load(-1, 5)).hasMessageContaining("above 0");
    }
}

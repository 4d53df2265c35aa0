package org.openemr.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.settings.installation.InstallationSettings;

class SizeTest {

    /** Whatever is suggested, the settings' own rules take. */
    @Test
    void suggestionsAreSettings() {
        IntStream.of(1, 5, 20, 66, 150, 400, 1300, 2500)
                .mapToObj(users -> new Load(users, 0))
                .forEach(load -> assertThat(InstallationSettings.read(load.settings(1, 0.4), Optional.of("us-east-1")))
                        .isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"1,SMALL", "60,SMALL", "80,CLINIC", "190,CLINIC", "250,HOSPITAL", "1300,HOSPITAL"})
    void theSizeIsTheSmallestThatIsEnough(int users, Size size) {
        assertThat(Size.of(new Load(users, 0))).contains(size);
    }

    @Test
    void moreThanAHospitalIsNoSize() {
        assertThat(Size.of(new Load(2000, 0))).isEmpty();
    }

    @Test
    void aSizeSaysForHowManyItIsEnough() {
        for (var size : Size.values()) {
            assertThat(size.line()).contains("up to about " + size.mostUsers() + " users");
            if (size != Size.PRACTICE) {
                assertThat(Size.of(new Load(size.mostUsers(), 0))).contains(size);
                assertThat(Size.of(new Load(size.mostUsers() + 10, 0))).isNotEqualTo(Optional.of(size));
            }
        }
    }

    /** By hand: 730 hours of a task at 0.03238 and twice 0.00356 USD, and of half a unit at 0.12. */
    @Test
    void theSavingSaysWhatItTakes() {
        assertThat(Size.PRACTICE.line())
                .contains("about 73 USD a month; one task, one NAT gateway", "until that is back");
        assertThat(Size.SMALL.line()).endsWith("USD a month");
        assertThat(Size.PRACTICE.settings())
                .containsEntry("aurora_readers", 0)
                .containsEntry("nat_gateways", 1)
                .containsEntry("aurora_general_log", false);
    }

    /** In a VPC of others the gateways are theirs; and what the saving set does not stay behind it. */
    @Test
    void gatewaysAreThoseOfTheSize() {
        assertThat(Size.PRACTICE.settingsFor(Map.of())).containsEntry("nat_gateways", 1);
        assertThat(Size.PRACTICE.settingsFor(Map.of("vpc_id", "vpc-0a1b"))).doesNotContainKey("nat_gateways");
        assertThat(Size.SMALL.settingsFor(Size.PRACTICE.settings())).containsEntry("nat_gateways", null);
        assertThat(Size.SMALL.settingsFor(Size.CLINIC.settings())).doesNotContainKey("nat_gateways");
    }

    @Test
    void eachSizeIsKnownInACheckoutThatHasIt() {
        for (var size : Size.values()) {
            assertThat(Size.in(size.settings())).contains(size.word());
        }
        var other = new HashMap<>(Size.SMALL.settings());
        other.put("aurora_general_log", false);
        assertThat(Size.in(other)).contains("as it is");
    }

    /** Nights let the database pause, and the size is the same; a pause without nights is a choice of its own. */
    @Test
    void nightsLeaveTheSizeAsItIs() {
        var context = new HashMap<String, Object>(Size.PRACTICE.settings());
        context.put("aurora_min_capacity", 0);

        assertThat(Size.in(context)).contains("as it is");
        context.put("night_hours", "20-7");
        assertThat(Size.in(context)).contains("practice");
        context.put("aurora_min_capacity", 2);
        assertThat(Size.in(context)).contains("as it is");
    }
}

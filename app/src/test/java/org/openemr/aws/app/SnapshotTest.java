package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.json.JSONException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

class SnapshotTest {

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stacksOfAllConfigurations")
    void templateIsAsReviewed(Configuration configuration, String stack) throws JSONException {
        var current =
                Snapshot.normalised(SynthesisedInstallation.of(configuration).get(stack));

        var kept = new Snapshot(configuration, stack).keptAfter(current);

        assertThat(kept)
                .as("no snapshot: run mvn verify -Dsnapshots=update, and review what it writes")
                .isPresent();
        JSONAssert.assertEquals(
                "The template changed. If that is meant, run mvn verify -Dsnapshots=update and review the difference.",
                kept.orElseThrow(),
                current,
                JSONCompareMode.STRICT);
    }

    private static Stream<Arguments> stacksOfAllConfigurations() {
        return Arrays.stream(Configuration.values())
                .flatMap(configuration -> SynthesisedInstallation.of(configuration).keySet().stream()
                        .filter(configuration::keeps)
                        .sorted()
                        .map(stack -> Arguments.of(configuration, stack)));
    }
}

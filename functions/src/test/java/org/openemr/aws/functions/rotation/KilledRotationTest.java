package org.openemr.aws.functions.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.openemr.aws.functions.rotation.RotatedInstallation.ADMINISTRATOR;
import static org.openemr.aws.functions.rotation.RotatedInstallation.CACHE;
import static org.openemr.aws.functions.rotation.RotatedInstallation.USER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.Sample;

/**
 * A function is killed at a call to the database or to AWS, before the call does anything or after it did, and is called again, as Secrets
 * Manager and the state machine do. Everybody gets in at every moment, and the end is the same. Every call is tried in a
 * thorough build, some in another.
 */
class KilledRotationTest {

    private static final int EVERY = Sample.stride(47);

    @TempDir
    private static Path directory;

    private static RealStores stores;
    private static int number;

    @BeforeAll
    static void start() {
        stores = RealStores.start(directory);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @TestFactory
    Stream<DynamicContainer> everybodyGetsInAndTheEndIsTheSame() {
        return Stream.of(ADMINISTRATOR, USER, CACHE)
                .map(secret -> dynamicContainer(
                        secret,
                        IntStream.rangeClosed(1, calls(secret))
                                .filter(call -> call % EVERY == 0)
                                .boxed()
                                .flatMap(call -> Stream.of(false, true)
                                        .map(after -> dynamicTest(
                                                "killed %s call %d".formatted(after ? "after" : "before", call),
                                                () -> rotate(secret, call, after))))));
    }

    /** How many there are when nobody disturbs. */
    private static int calls(String secret) {
        return rotate(secret, 0, false);
    }

    private static int rotate(String secret, int call, boolean after) {
        try (var installation = new RotatedInstallation(root(), stores.database(), stores.cache())) {
            installation.whileTimePasses(() -> assertEverybodyGetsIn(installation));
            var before = installation.secrets().current(secret);
            installation.killSwitch().arm(call, after);

            installation.rotate(secret);
            assertEverybodyGetsIn(installation);
            installation.retireWhatWasBegun();
            assertEverybodyGetsIn(installation);

            var calls = installation.killSwitch().calls();
            installation.killSwitch().arm(0, false);
            assertOnlyTheNewOneIsLetIn(installation, secret, before);
            // And another one, for nothing may be left over that stands in its way.
            installation.rotate(secret);
            installation.retireWhatWasBegun();
            assertEverybodyGetsIn(installation);
            return calls;
        }
    }

    private static void assertOnlyTheNewOneIsLetIn(RotatedInstallation installation, String secret, Credential before) {
        var now = installation.secrets().current(secret);
        assertThat(now.password()).isNotEqualTo(before.password());
        assertThat(installation.secrets().version(secret, RotatingSecret.PENDING))
                .isEmpty();
        assertThat(
                        secret.equals(CACHE)
                                ? List.of(
                                        installation.cacheLetsIn(now.password()),
                                        installation.cacheLetsIn(before.password()))
                                : List.of(installation.databaseLetsIn(now), installation.databaseLetsIn(before)))
                .containsExactly(true, false);
    }

    /** A request to OpenEMR: the connection file and a task's own password of the cache. */
    private static void assertEverybodyGetsIn(RotatedInstallation installation) {
        assertThat(installation.databaseLetsIn(installation.connectionFile()))
                .as("the connection file: " + installation.log())
                .isTrue();
        assertThat(installation.ecs().atWork())
                .as("tasks: " + installation.log())
                .allMatch(task -> installation.cacheLetsIn(task.cachePassword()));
    }

    private static Path root() {
        try {
            number++;
            return Files.createDirectory(directory.resolve("root-" + number));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

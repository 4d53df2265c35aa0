package org.openemr.aws.functions.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.functions.rotation.RotatedInstallation.ADMINISTRATOR;
import static org.openemr.aws.functions.rotation.RotatedInstallation.CACHE;
import static org.openemr.aws.functions.rotation.RotatedInstallation.USER;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.Sample;

/**
 * Twenty clients that work all the time while credentials rotate, and while functions are killed in the middle: no request fails. Fifty rotations
 * in a thorough build, one in another.
 */
class RotationUnderLoadTest {

    private static final int CLIENTS = 20;
    private static final int ROTATIONS = Integer.getInteger("rotations", Sample.tries(1, 50));

    /** No number of calls that a rotation makes has it as a factor, so that each is killed elsewhere. */
    private static final int STRIDE = 13;

    private static final int CALLS = 60;

    @TempDir
    private Path directory;

    @Test
    void noRequestFails() {
        try (var stores = RealStores.start(directory);
                var installation = new RotatedInstallation(directory, stores.database(), stores.cache());
                var clients = new Clients(installation, CLIENTS)) {
            installation.whileTimePasses(clients::timePasses);
            for (var rotation = 0; rotation < ROTATIONS; rotation++) {
                for (var secret : List.of(ADMINISTRATOR, USER, CACHE)) {
                    // Every second rotation is killed once, from the first on.
                    var call = rotation % 2 == 0 ? (rotation + 1) * STRIDE % CALLS : 0;
                    installation.killSwitch().arm(call, rotation % 4 == 0);
                    installation.rotate(secret);
                    installation.retireWhatWasBegun();
                }
            }
            clients.everyRequestThatHasBegunEnds();

            assertThat(clients.failures()).isEmpty();
            assertThat(installation.ecs().deployments()).isEqualTo(ROTATIONS);
            System.out.printf(
                    "%d rotations of %d credentials, %d clients, %d requests, %d failed%n",
                    ROTATIONS,
                    3,
                    CLIENTS,
                    clients.requests(),
                    clients.failures().size());
        }
    }
}

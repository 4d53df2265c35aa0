package org.openemr.aws.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openemr.aws.trial.ScratchName;

class RestorePlanTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String LONGEST = "a-name-of-20-letters";

    /** EFS takes 64 characters, and no two file systems of an account have the same. */
    @Test
    void theTokenOfTheLongestNameIsShortEnoughAndUnique() {
        var name = new ScratchName(LONGEST).ofTrial(NOW);

        var first = files(name).metadata().get("CreationToken");

        assertThat(first)
                .startsWith(name)
                .hasSizeLessThanOrEqualTo(64)
                .isNotEqualTo(files(name).metadata().get("CreationToken"));
        assertThat(new ScratchName(LONGEST).begun(first)).contains(NOW);
    }

    /** RDS takes 63 characters, also for the instance. */
    @Test
    void theNameOfTheLongestDeploymentIsShortEnough() {
        assertThat(new ScratchName(LONGEST).ofTrial(NOW) + "-1").hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void aClusterGoesWhereTheDeploymentIs() {
        assertThat(database(Map.of("Engine", "aurora-mysql"))).containsEntry("DBSubnetGroupName", "own");
        assertThat(database(Map.of("dbsubnetgroupname", "known")).values())
                .contains("known")
                .doesNotContain("own");
    }

    /** EFS would take its own, and a copy tells of one in another region. */
    @Test
    void filesGetTheKeyOfTheDeployment() {
        assertThat(files("x").metadata()).containsEntry("KmsKeyId", "own");
        assertThat(files("x", Map.of("kmsKeyId", "0a1b-of-another-region"))
                        .metadata()
                        .values())
                .contains("own")
                .doesNotContain("0a1b-of-another-region");
    }

    /** Another deployment's name may begin as this one's does. */
    @Test
    void knowsItsOwnNames() {
        var names = new ScratchName("clinic");

        assertThat(names.begun("clinic-verify-1795608000")).contains(NOW);
        assertThat(names.begun("clinic-verify-1795608000-0a1b2c3d")).contains(NOW);
        assertThat(names.begun("clinic-database")).isEmpty();
        assertThat(names.begun("clinic-verify-1795608000-database-4e5f6a7b")).isEmpty();
        assertThat(names.begun("clinic-verify-2-verify-1795608000")).isEmpty();
        assertThat(names.begun("clinic-verify-1795608000x")).isEmpty();
        assertThat(names.begun("my-clinic-verify-1795608000")).isEmpty();
    }

    private static RestorePlan files(String name) {
        return files(name, Map.of());
    }

    private static RestorePlan files(String name, Map<String, String> known) {
        return RestorePlan.of(
                point(Store.Kind.EFS), known, name, UUID.randomUUID().toString(), "KmsKeyId", Optional.of("own"));
    }

    private static Map<String, String> database(Map<String, String> known) {
        return RestorePlan.of(
                        point(Store.Kind.AURORA), known, "x", "0a1b2c3d4e", "DBSubnetGroupName", Optional.of("own"))
                .metadata();
    }

    private static RecoveryPoint point(Store.Kind kind) {
        return new RecoveryPoint("arn", new Store("store", kind, "arn"), NOW, 1, "COMPLETED");
    }
}

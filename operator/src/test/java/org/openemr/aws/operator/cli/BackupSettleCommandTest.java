package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

/** Restored files end where a deployment expects them, also when it takes more than one attempt. */
class BackupSettleCommandTest extends OperatorTest {

    private static final String SITES = "arn:aws:backup:us-east-1:111122223333:recovery-point:sites-3";
    private static final String TARGETS = "/2015-02-01/mount-targets";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
        TrialAws.log(aws(), "2026-11-25T12:00:00Z MOVED", "2026-11-25T12:00:00Z CHECKED");
    }

    @Test
    void aRestoreOfFilesEndsReadyForUse() {
        var run = operator().run("backup", "restore", SITES, "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "Made arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0a1b2c3d4e5f60701.",
                        "openemr backup settle fs-0a1b2c3d4e5f60701 --store sites",
                        "\"restore_sites_file_system_id\": \"fs-0a1b2c3d4e5f60701\"");
        assertThat(aws().bodiesOf("RegisterTaskDefinition"))
                .singleElement()
                .asString()
                .contains("\"readOnly\":false");
        assertThat(aws().bodiesOf("RunTask")).singleElement().asString().contains("MOVE", "subnet");
        assertThat(aws().operations())
                .contains("DELETE " + TARGETS + "/fsmt-0a1b2c3d4e5f60701")
                .noneMatch(operation -> operation.startsWith("DELETE /2015-02-01/file-systems"));
    }

    /** Each call fails once; the command goes on where it was, and says how. */
    @TestFactory
    Stream<DynamicTest> goesOnAfterEachFailure() {
        operator().run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes");
        return Sample.of(aws().operations(), 4)
                .filter(operation -> !operation.contains("Parameter"))
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    aws().heal();
                    aws().failsOnce(operation, "AccessDeniedException", "of a test");
                    assertThat(operator()
                                    .run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes")
                                    .status())
                            .isEqualTo(4);
                    aws().restWith(
                                    "GET",
                                    "/2015-02-01/file-systems",
                                    "fs-0a1b2c3d4e5f60701",
                                    "{\"FileSystems\":[%s]}".formatted(tagged()));

                    var again = operator().run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes");

                    assertThat(again.status()).as(again.err()).isZero();
                }));
    }

    /** As it is when it was mounted for this before. */
    private static String tagged() {
        return TrialAws.description("fs-0a1b2c3d4e5f60701", "made-by-a-test")
                .replace(
                        "\"Tags\":[]",
                        "\"Tags\":[{\"Key\":\"openemr:restored-as\",\"Value\":\"fs-0a1b2c3d4e5f60701\"}]");
    }

    /** What somebody mounts that is not of a restore. */
    @Test
    void leavesAFileSystemInUseAlone() {
        aws().restInState(
                        "fs-0a1b2c3d4e5f60701",
                        LocalAws.BEGIN,
                        LocalAws.BEGIN,
                        "GET",
                        TARGETS,
                        "fs-0a1b2c3d4e5f60701",
                        "{\"MountTargets\":[{\"MountTargetId\":\"fsmt-1\",\"LifeCycleState\":\"available\"}]}");

        var run = operator().run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("fs-0a1b2c3d4e5f60701 is in use: nothing is moved there.");
        assertThat(aws().bodiesOf("RunTask")).isEmpty();
        assertThat(aws().operations()).noneMatch(operation -> operation.startsWith("DELETE"));
    }

    /** That of a zone more, and what the deployment itself uses, whatever their tags say. */
    @Test
    void leavesTheDeploymentsOwnFileSystemsAlone() {
        var two =
                "{\"MountTargets\":[{\"MountTargetId\":\"fsmt-1\",\"LifeCycleState\":\"available\"},{\"MountTargetId\":\"fsmt-2\",\"LifeCycleState\":\"available\"}]}";
        aws().restWith("GET", TARGETS, "fs-0a1b2c3d4e5f60701", two);
        aws().restWith(
                        "GET",
                        "/2015-02-01/file-systems",
                        "fs-0a1b2c3d4e5f60701",
                        "{\"FileSystems\":[%s]}".formatted(tagged()));

        assertThat(operator()
                        .run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes")
                        .status())
                .isEqualTo(2);
        assertThat(operator().run("backup", "settle", "fs-0sites", "--yes").status())
                .isEqualTo(2);
        assertThat(aws().operations()).noneMatch(operation -> operation.startsWith("DELETE"));
    }

    @Test
    void saysWhatTheTaskComplainedOf() {
        TrialAws.log(aws(), "2026-11-25T12:00:00Z ERROR: There is default at the root already");
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("file-check", 1));

        var run = operator().run("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("There is default at the root already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fs-", "sites", "fs-0Z", "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0"})
    void refusesWhatIsNoId(String text) {
        assertThat(operator().run("backup", "settle", text, "--yes").status()).isEqualTo(2);
    }

    @Test
    void refusesADatabase() {
        assertThat(operator()
                        .run("backup", "settle", "fs-0a", "--store", "database", "--yes")
                        .status())
                .isEqualTo(2);
    }
}

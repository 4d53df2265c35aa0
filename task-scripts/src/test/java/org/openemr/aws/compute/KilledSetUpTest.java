package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.openemr.aws.compute.ContainerFixture.OPENEMR;
import static org.openemr.aws.compute.ContainerFixture.SITE;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.compute.ContainerFixture.Result;
import org.openemr.aws.testsupport.RealDatabase;
import org.openemr.aws.testsupport.Sample;

/**
 * The set-up task is killed at steps of every path, on a real database, and run again: it ends as one that nobody disturbed.
 */
class KilledSetUpTest {

    /** From one step at which it is killed to the next; every step takes minutes. */
    private static final int EVERY = Sample.stride(23);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String OLD_VERSION = "<?php\n$v_database = 506;\n";
    private static final String VERSION = "<?php\n$v_database = 541;\n";

    @TempDir
    private static Path directory;

    @AutoClose
    private static RealDatabase database;

    private static ContainerFixture older;
    private static String olderRows = "";

    @BeforeAll
    static void start() {
        assumeTrue(Shells.isInstalled("openssl", "version"), "openssl is not installed");
        assumeTrue(Shells.isInstalled("setsid", "true"), "setsid is not installed");
        database = RealDatabase.start(directory);
        older = installedByAnOlderImage();
        olderRows = database.dump();
    }

    /** How an installation comes to the point from which the task starts. */
    private enum Way {
        INSTALLS {
            @Override
            ContainerFixture begin() {
                return container();
            }
        },
        UPGRADES {
            @Override
            ContainerFixture begin() {
                var container = container().takeOver(older, OPENEMR);
                database.load(olderRows, "userSecret");
                return container.write(OPENEMR + "/version.php", VERSION);
            }
        },
        /** Another cluster, whose user has another password and is locked out; and mail goes through Amazon SES. */
        FINDS_A_RESTORED_DATABASE {
            @Override
            ContainerFixture begin() {
                var container = UPGRADES.begin();
                database.query(
                        "ALTER USER 'openemr'@'%' IDENTIFIED BY 'another' ACCOUNT LOCK;"
                                + " UPDATE openemr.globals SET gl_value = 'email-smtp.us-east-1.amazonaws.com' WHERE gl_name = 'SMTP_HOST';");
                return container;
            }
        };

        abstract ContainerFixture begin();
    }

    @TestFactory
    Stream<DynamicContainer> endsAsIfNobodyHadDisturbedIt() {
        return Stream.of(Way.values()).map(way -> {
            var undisturbed = way.begin();
            var result = run(undisturbed, 0);
            assertThat(result.status()).as(result.output()).isZero();
            var files = files(undisturbed);
            var rows = database.dump();
            return dynamicContainer(
                    way.name(),
                    IntStream.rangeClosed(1, undisturbed.steps())
                            .filter(step -> step % EVERY == 0)
                            .mapToObj(step -> dynamicTest("killed at step " + step, () -> {
                                var container = way.begin();
                                assertThat(run(container, step).status()).isNotZero();

                                var again = run(container, 0);

                                assertThat(again.status()).as(again.output()).isZero();
                                assertThat(files(container)).isEqualTo(files);
                                assertThat(database.dump()).isEqualTo(rows);
                            })));
        });
    }

    private static Result run(ContainerFixture container, int step) {
        return container.runAndKill(
                TaskScript.SET_UP, Shells.all().reduce((first, last) -> last).orElseThrow(), step);
    }

    /** What is there in the end; a half-written connection file of a task that was killed is nobody's, and goes an hour later. */
    private static Map<String, String> files(ContainerFixture container) {
        var files = container.contents(OPENEMR + "/sites");
        files.keySet().removeIf(file -> file.startsWith(SITE + "/.sqlconf."));
        return files;
    }

    private static ContainerFixture container() {
        database.reset();
        return new ContainerFixture(directory.resolve("run-" + NUMBER.incrementAndGet()))
                .on(database)
                .with("OPENEMR_SETTINGS", "rest_api=1");
    }

    private static ContainerFixture installedByAnOlderImage() {
        var container = container()
                .with("SCHEMA_VERSION", "506")
                .write("root/docker-version", "8")
                .write(OPENEMR + "/version.php", OLD_VERSION);
        var result = run(container, 0);
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(container.text(SITE + "/docker-version")).isEqualTo("8");
        return container;
    }
}

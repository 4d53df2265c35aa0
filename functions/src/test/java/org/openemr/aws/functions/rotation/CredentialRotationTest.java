package org.openemr.aws.functions.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openemr.aws.functions.rotation.RotatedInstallation.ADMINISTRATOR;
import static org.openemr.aws.functions.rotation.RotatedInstallation.CACHE;
import static org.openemr.aws.functions.rotation.RotatedInstallation.USER;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation of each credential, in a real database and a real cache over TLS. */
class CredentialRotationTest {

    @TempDir
    private static Path directory;

    private static RealStores stores;

    @TempDir
    private Path root;

    private RotatedInstallation installation;

    @BeforeAll
    static void start() {
        stores = RealStores.start(directory);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @BeforeEach
    void install() {
        installation = new RotatedInstallation(root, stores.database(), stores.cache());
    }

    @AfterEach
    void close() {
        assertThat(installation.secrets().passwords())
                .isNotEmpty()
                .noneMatch(password -> installation.log().contains(password));
        installation.close();
    }

    @Test
    void theDatabasesTwoUsersTakeTurns() {
        var first = installation.secrets().current(USER);

        installation.rotate(USER);

        var second = installation.secrets().current(USER);
        assertThat(second.user()).isEqualTo("openemr_b");
        assertThat(second.isForTheSameAs(first)).isTrue();
        assertThat(installation.databaseLetsIn(second)).isTrue();
        assertThat(installation.databaseLetsIn(first))
                .as("until it is taken away")
                .isTrue();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr");

        installation.retireWhatWasBegun();

        assertThat(installation.connectionFile()).isEqualTo(second);
        assertThat(installation.databaseLetsIn(first)).isFalse();
        assertThat(installation.secrets().version(USER, RotatingSecret.PREVIOUS))
                .isEmpty();

        installation.rotate(USER);
        installation.retireWhatWasBegun();

        var third = installation.secrets().current(USER);
        assertThat(third.user()).isEqualTo("openemr");
        assertThat(third.password()).isNotEqualTo(first.password()).matches("[A-Za-z0-9]{32}");
        assertThat(installation.connectionFile()).isEqualTo(third);
        assertThat(installation.databaseLetsIn(second)).isFalse();
    }

    @Test
    void theSecondUserMayWhatTheFirstMayAndNoMore() {
        installation.database().query("GRANT PROCESS ON *.* TO 'openemr'@'%'");

        installation.rotate(USER);
        installation.retireWhatWasBegun();

        assertThat(grants("openemr_b"))
                .isEqualTo(grants("openemr"))
                .contains("PROCESS", "ALL PRIVILEGES ON `openemr`.*");

        installation.database().query("REVOKE PROCESS ON *.* FROM 'openemr_b'@'%'");
        installation.rotate(USER);
        installation.retireWhatWasBegun();

        assertThat(grants("openemr")).isEqualTo(grants("openemr_b")).doesNotContain("PROCESS");
    }

    private String grants(String user) {
        return installation
                .database()
                .query("SHOW GRANTS FOR '%s'@'%%'".formatted(user))
                .replaceAll("IDENTIFIED BY PASSWORD '[^']*'", "")
                .replace(user + "`@", "X`@");
    }

    /** A right that may be handed on is somebody's own making. */
    @Test
    void aRightThatCannotBeCopiedStopsTheRotationBeforeAnythingChanges() {
        installation.database().query("GRANT SELECT ON openemr.patient_data TO 'openemr'@'%' WITH GRANT OPTION");

        assertThatThrownBy(() -> installation.rotate(USER)).hasMessageContaining("has a right that no other user gets");

        assertThat(installation.secrets().current(USER).user()).isEqualTo("openemr");
        assertThat(installation.databaseLetsIn(installation.connectionFile())).isTrue();
    }

    /** What is open goes on, and is not disturbed by what is taken away later. */
    @Test
    void waitsForWhoStillIsConnectedAsTheUserBefore() throws SQLException {
        var first = installation.secrets().current(USER);
        var request = installation.connect(first);
        installation.rotate(USER);
        var version = installation.secrets().version(USER, RotatingSecret.CURRENT);
        var notes = Map.<String, Object>of("Task", "arn:task", "Written", "2026-11-27T01:00:00Z");

        var look = installation.look(USER, version, notes);

        assertThat(look).containsEntry("Done", false).containsEntry("WaitsFor", "openemr has 1 connections");
        assertThat(installation.databaseLetsIn(first)).isTrue();
        request.close();
        awaitNoConnection();
        assertThat(installation.look(USER, version, notes)).containsEntry("Done", true);
        assertThat(installation.databaseLetsIn(first)).isFalse();
    }

    private void awaitNoConnection() {
        while (!installation
                .database()
                .query("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'openemr'")
                .strip()
                .equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** A set-up that began before would write the user before again. */
    @Test
    void waitsForASetUpThatBeganWithTheUserBefore() {
        var setUp = installation.ecs().start(EcsStandIn.SET_UP);
        installation.rotate(USER);
        var version = installation.secrets().version(USER, RotatingSecret.CURRENT);

        assertThat(installation.look(USER, version, Map.of()))
                .containsEntry("WaitsFor", "a set-up task is running")
                .containsEntry("Notes", Map.of());

        installation.ecs().end(setUp, 0);
        installation.retireWhatWasBegun();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr_b");
    }

    /** An image that cannot be pulled, no room in Fargate: what fails is begun again, and meanwhile nobody is shut out. */
    @Test
    void aConnectionTaskThatFailsIsStartedAgain() {
        var first = installation.secrets().current(USER);
        installation.rotate(USER);
        installation.database().query("ALTER USER 'openemr_b'@'%' ACCOUNT LOCK");
        var version = installation.secrets().version(USER, RotatingSecret.CURRENT);
        var since = installation.now().toString();
        var begun = installation.look(USER, version, since, Map.of());
        installation.pass(Duration.ofMinutes(1));

        var trouble = installation.look(USER, version, since, notes(begun));

        assertThat(String.valueOf(trouble.get("WaitsFor"))).contains("the user before lets in as before");
        assertThat(trouble).containsEntry("Notes", Map.of("Failures", "1"));
        assertThat(installation.log()).contains("\"event\":\"credential-not-handed-over\"");
        assertThat(installation.connectionFile()).isEqualTo(first);
        assertThat(installation.databaseLetsIn(first)).isTrue();

        installation.database().query("ALTER USER 'openemr_b'@'%' ACCOUNT UNLOCK");
        installation.retireWhatWasBegun();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr_b");
        assertThat(installation.databaseLetsIn(first)).isFalse();
    }

    /** However long ago it was written: a user in use who cannot log in is no reason to lock out the other. */
    @Test
    void locksNobodyOutWhileTheUserInUseCannotLogIn() {
        var first = installation.secrets().current(USER);
        installation.rotate(USER);
        var version = installation.secrets().version(USER, RotatingSecret.CURRENT);
        installation.database().query("ALTER USER 'openemr_b'@'%' ACCOUNT LOCK");

        assertThatThrownBy(
                        () -> installation.look(USER, version, Map.of("Task", "t", "Written", "2026-11-27T01:00:00Z")))
                .hasMessageContaining("The database does not let in");

        assertThat(installation.databaseLetsIn(first)).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> notes(Map<String, Object> look) {
        return (Map<String, Object>) look.get("Notes");
    }

    /** Whatever begins the next rotation, the one before comes to its end first. */
    @Test
    void theNextRotationHelpsTheOneBeforeToItsEnd() {
        installation.rotate(USER);
        installation.aws().stopExecutions();
        var second = installation.secrets().current(USER);
        var version = installation.secrets().beginRotation(USER);

        assertThatThrownBy(() -> installation.step(RotationStep.CREATE, USER, version))
                .isInstanceOf(NotYetException.class)
                .hasMessage("The rotation before is not over: the database still lets in openemr");

        assertThat(installation.secrets().current(USER)).isEqualTo(second);
        installation.retireWhatWasBegun();
        installation.step(RotationStep.CREATE, USER, version);
        installation.step(RotationStep.SET, USER, version);
        installation.step(RotationStep.TEST, USER, version);
        installation.step(RotationStep.FINISH, USER, version);
        installation.retireWhatWasBegun();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr");
    }

    /** DataStack restores another cluster and writes its place into the secret. */
    @Test
    void aDatabaseThatIsRestoredMeanwhileKeepsItsPlaceInTheSecret() {
        var version = installation.secrets().beginRotation(USER);
        installation.step(RotationStep.CREATE, USER, version);
        var moved = installation.secrets().current(USER).text().replace("127.0.0.1", "localhost");
        installation.secrets().change(USER, moved);

        assertThatThrownBy(() -> installation.step(RotationStep.SET, USER, version))
                .hasMessageContaining("the next rotation begins anew");

        installation.rotate(USER);
        assertThat(installation.secrets().current(USER).part("host")).isEqualTo("localhost");
        assertThat(installation.secrets().current(USER).user()).isEqualTo("openemr_b");
    }

    /** Secrets Manager tries the function when a schedule is made, and changes nothing. */
    @ParameterizedTest
    @CsvSource({
        ADMINISTRATOR + ",true",
        USER + ",true",
        CACHE + ",true",
        ADMINISTRATOR + ",false",
        USER + ",false",
        CACHE + ",false"
    })
    void theTryOfAScheduleChangesNothing(String secret, boolean withValue) {
        var before = installation.secrets().current(secret);

        installation.step(RotationStep.TEST, secret, installation.secrets().beginTry(secret, withValue));

        assertThat(installation.secrets().current(secret)).isEqualTo(before);
        assertThat(installation.aws().running()).isEmpty();
    }

    @Test
    void theAdministratorHasOnePasswordAndTheSecretKnowsIt() {
        var first = installation.secrets().current(ADMINISTRATOR);
        var version = installation.secrets().beginRotation(ADMINISTRATOR);

        installation.step(RotationStep.CREATE, ADMINISTRATOR, version);
        assertThat(installation.databaseLetsIn(first)).isTrue();
        installation.step(RotationStep.SET, ADMINISTRATOR, version);

        var second = installation.secrets().current(ADMINISTRATOR);
        assertThat(second.user()).isEqualTo("dbadmin");
        assertThat(second.password()).isNotEqualTo(first.password());
        assertThat(installation.databaseLetsIn(second)).isTrue();
        assertThat(installation.databaseLetsIn(first)).isFalse();
    }

    /** A set-up that was given the password before would be refused half-way. */
    @Test
    void theAdministratorsPasswordWaitsForSetUp() {
        var setUp = installation.ecs().start(EcsStandIn.SET_UP);
        var first = installation.secrets().current(ADMINISTRATOR);
        var version = installation.secrets().beginRotation(ADMINISTRATOR);
        installation.step(RotationStep.CREATE, ADMINISTRATOR, version);

        assertThatThrownBy(() -> installation.step(RotationStep.SET, ADMINISTRATOR, version))
                .isInstanceOf(NotYetException.class)
                .hasMessageContaining("A set-up task is running");

        assertThat(installation.databaseLetsIn(first)).isTrue();
        installation.ecs().end(setUp, 0);
        installation.step(RotationStep.SET, ADMINISTRATOR, version);
        assertThat(installation.secrets().current(ADMINISTRATOR).password()).isNotEqualTo(first.password());
    }

    @Test
    void aSecretThatNeverFittedSaysWhatToDo() {
        installation.database().query("ALTER USER 'dbadmin'@'%' IDENTIFIED BY 'by hand'");

        assertThatThrownBy(() -> installation.rotate(ADMINISTRATOR))
                .hasMessageContaining("aws rds modify-db-cluster --master-user-password");

        assertThat(installation.secrets().current(ADMINISTRATOR).password()).isEqualTo("rootSecret");
    }

    @Test
    void theCacheHasTwoPasswordsUntilTasksAreReplaced() {
        installation.rotate(CACHE);

        var second = installation.secrets().current(CACHE).password();
        assertThat(installation.aws().passwords()).isEqualTo(2);
        assertThat(installation.cacheLetsIn("cacheSecret")).isTrue();
        assertThat(installation.cacheLetsIn(second)).isTrue();

        installation.retireWhatWasBegun();

        assertThat(installation.ecs().deployments()).isEqualTo(1);
        assertThat(installation.ecs().atWork())
                .hasSize(2)
                .allMatch(task -> task.cachePassword().equals(second));
        assertThat(installation.cacheLetsIn("cacheSecret")).isFalse();
        assertThat(installation.cacheLetsIn(second)).isTrue();
        assertThat(installation.secrets().version(CACHE, RotatingSecret.PREVIOUS))
                .isEmpty();
    }

    @Test
    void tasksThatDoNotBecomeHealthyKeepTheCachesPasswordBeforeAndAreReplacedLater() {
        installation.ecs().newTasksBecomeHealthy(false);
        installation.rotate(CACHE);
        var version = installation.secrets().version(CACHE, RotatingSecret.CURRENT);
        var since = installation.now().toString();
        var begun = installation.look(CACHE, version, since, Map.of());
        assertThat(begun).containsEntry("WaitsFor", "tasks are being replaced");
        installation.pass(Duration.ofMinutes(5));

        var trouble = installation.look(CACHE, version, since, notes(begun));

        assertThat(String.valueOf(trouble.get("WaitsFor"))).contains("the password before lets in as before");
        assertThat(trouble).containsEntry("Wait", 3600L);
        assertThat(installation.cacheLetsIn("cacheSecret")).isTrue();
        assertThat(installation.ecs().atWork()).allMatch(task -> installation.cacheLetsIn(task.cachePassword()));

        installation.ecs().newTasksBecomeHealthy(true);
        installation.retireWhatWasBegun();
        assertThat(installation.ecs().deployments()).isEqualTo(2);
        assertThat(installation.cacheLetsIn("cacheSecret")).isFalse();
    }

    /** A set-up upgrades, perhaps: no task of the image before is started beside it. */
    @Test
    void replacesNoTasksWhileSetUpIsAtWork() {
        var setUp = installation.ecs().start(EcsStandIn.SET_UP);
        installation.rotate(CACHE);
        var version = installation.secrets().version(CACHE, RotatingSecret.CURRENT);

        assertThat(installation.look(CACHE, version, Map.of())).containsEntry("WaitsFor", "a set-up task is running");

        assertThat(installation.ecs().deployments()).isZero();
        installation.ecs().end(setUp, 0);
        installation.retireWhatWasBegun();
        assertThat(installation.ecs().deployments()).isEqualTo(1);
    }

    /** A retirement of before that is late must not take away what the next rotation brings. */
    @ParameterizedTest
    @ValueSource(strings = {USER, CACHE})
    void aLateRetirementLeavesTheNextRotationAlone(String secret) {
        installation.rotate(secret);
        var version = installation.secrets().version(secret, RotatingSecret.CURRENT);
        installation.retireWhatWasBegun();
        var next = installation.secrets().beginRotation(secret);
        installation.step(RotationStep.CREATE, secret, next);
        installation.step(RotationStep.SET, secret, next);

        assertThat(installation.look(secret, version, Map.of("Task", "t", "Written", "2026-11-27T01:00:00Z")))
                .containsEntry("WaitsFor", "the next rotation is at work")
                .containsEntry("Done", false);

        installation.step(RotationStep.TEST, secret, next);
        installation.step(RotationStep.FINISH, secret, next);
        installation.retireWhatWasBegun();
        assertThat(installation.databaseLetsIn(installation.connectionFile())).isTrue();
        assertThat(installation.ecs().atWork()).allMatch(task -> installation.cacheLetsIn(task.cachePassword()));
    }

    /** One retirement of a version is enough. */
    @Test
    void theLastStepAgainBeginsNoSecondRetirement() {
        var version = installation.secrets().beginRotation(USER);
        for (var step : RotationStep.values()) {
            installation.step(step, USER, version);
        }
        installation.step(RotationStep.FINISH, USER, version);

        assertThat(installation.aws().running()).hasSize(1);
    }

    /** CloudFormation, or a person, writes the secret while the user before is being taken away. */
    @Test
    void whateverIsCurrentIsTheOnlyOneInTheEnd() {
        var first = installation.secrets().current(USER);
        installation.rotate(USER);
        installation.secrets().change(USER, installation.secrets().current(USER).text());

        installation.retireWhatWasBegun();

        assertThat(installation.connectionFile().user()).isEqualTo("openemr_b");
        assertThat(installation.databaseLetsIn(first)).isFalse();
    }

    /** Somebody makes the user current that a rotation is about to bring: its password must not change under those who use it. */
    @Test
    void neverChangesThePasswordOfTheUserInUse() {
        var version = installation.secrets().beginRotation(USER);
        installation.step(RotationStep.CREATE, USER, version);
        installation
                .database()
                .query("CREATE USER 'openemr_b'@'%' IDENTIFIED BY 'byHand'; GRANT ALL ON openemr.* TO 'openemr_b'@'%'");
        var byHand = installation.secrets().current(USER).with("openemr_b", "byHand");
        installation.secrets().change(USER, byHand.text());

        assertThatThrownBy(() -> installation.step(RotationStep.SET, USER, version))
                .hasMessageContaining("the next rotation begins anew");

        assertThat(installation.databaseLetsIn(byHand)).isTrue();
        installation.rotate(USER);
        installation.retireWhatWasBegun();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr");
    }

    /** A deployment of DataStack that began before the rotation sets the password of then after it. */
    @Test
    void anAdministratorWithThePasswordBeforeGetsThatOfTheSecret() {
        installation.rotate(ADMINISTRATOR);
        installation.retireWhatWasBegun();
        var now = installation.secrets().current(ADMINISTRATOR);
        installation.database().query("ALTER USER 'dbadmin'@'%' IDENTIFIED BY 'rootSecret'");

        installation.rotate(USER);
        installation.retireWhatWasBegun();

        assertThat(installation.databaseLetsIn(now)).isTrue();
        assertThat(installation.connectionFile().user()).isEqualTo("openemr_b");
    }

    /** Another password in the place of the one in use would shut out every task. */
    @Test
    void aCacheThatDoesNotKnowTheSecretIsLeftAsItIs() {
        installation.secrets().change(CACHE, "{\"username\":\"openemr\",\"password\":\"byHand\"}");

        assertThatThrownBy(() -> installation.rotate(CACHE))
                .hasMessageContaining("refuses the password that is in use");

        assertThat(installation.ecs().atWork()).allMatch(task -> installation.cacheLetsIn(task.cachePassword()));
    }

    /** ECS may call a deployment complete while tasks of before still finish what they began. */
    @Test
    void waitsForTasksThatFinishWhatTheyBegan() {
        installation.ecs().completesBeforeTasksEnd();
        installation.rotate(CACHE);
        var version = installation.secrets().version(CACHE, RotatingSecret.CURRENT);
        var since = installation.now().toString();
        var begun = installation.look(CACHE, version, since, Map.of());
        installation.pass(Duration.ofMinutes(2));

        assertThat(installation.look(CACHE, version, since, notes(begun)))
                .containsEntry("WaitsFor", "tasks are being replaced");

        assertThat(installation.cacheLetsIn("cacheSecret")).isTrue();
        installation.pass(Duration.ofMinutes(2));
        assertThat(installation.look(CACHE, version, since, notes(begun))).containsEntry("Done", true);
        assertThat(installation.cacheLetsIn("cacheSecret")).isFalse();
    }

    /** What a look knows of an earlier version is nothing of a later one: it begins anew, and locks nobody out by what was written before. */
    @Test
    void aLookAfterAnEarlierRotationBeginsAnewWithTheLaterOne() {
        installation.rotate(USER);
        var version = installation.secrets().version(USER, RotatingSecret.CURRENT);
        installation.retireWhatWasBegun();
        installation.rotate(USER);
        var first = installation.connectionFile();

        assertThat(installation.look(USER, version, Map.of("Task", "t", "Written", "2026-11-27T01:00:00Z")))
                .containsEntry("WaitsFor", "OpenEMR gets it");

        assertThat(installation.databaseLetsIn(first)).isTrue();
        assertThat(installation.databaseLetsIn(installation.secrets().current(USER)))
                .isTrue();
    }

    @Test
    void aVersionOfNoRotationIsRefused() {
        assertThatThrownBy(() -> installation.step(RotationStep.SET, USER, "5ca1ab1e-0000-0000-0000-000000000000"))
                .hasMessageContaining("not pending");
        assertThatThrownBy(() -> installation.step(RotationStep.SET, "arn:other", "v"))
                .hasMessageContaining("none that this function rotates");
    }
}

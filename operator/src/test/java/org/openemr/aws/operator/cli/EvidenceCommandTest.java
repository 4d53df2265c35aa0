package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.evidence.Requirement;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

class EvidenceCommandTest extends OperatorTest {

    @BeforeEach
    void everythingIsOn() {
        EvidenceAws.answer(operator());
    }

    @Test
    void writesAPageTheSameForProgramsAndAManifest() throws IOException {
        var run = operator().run("evidence");

        assertThat(run.status()).as(run.err()).isZero();
        var folder = operator().directory().resolve("evidence-openemr-2026-11-25T1200Z");
        assertThat(run.out()).contains(folder.resolve("index.html").toString());
        assertThat(folder).isDirectoryContaining("glob:**/index.html").isDirectoryContaining("glob:**/manifest.json");
        assertThat(Files.readString(folder.resolve("index.html"))).contains("This is no certification");
        assertThat(evidence(folder).path("missing")).isEmpty();
        assertThat(evidence(folder).path("notice").asText()).contains("This is no certification");
    }

    @Test
    void listsEveryResourceWithItsKeyAndWhatKeepsACopy() throws IOException {
        var inventory = chapter(collected(), "inventory");

        assertThat(EvidenceAws.resources()).isGreaterThan(300);
        assertThat(rows(inventory)).hasSize((int) EvidenceAws.resources() + 1);
        assertThat(row(inventory, "logical_id", "DatabaseCluster5B53A178"))
                .containsEntry("layer", "data")
                .containsEntry("encryption", "customer-managed key")
                .containsEntry("key", "<SecurityDataKeyArn>")
                .containsEntry("backup", "AWS Backup");
        assertThat(row(inventory, "logical_id", "AccessLogsBucketCD784A59").get("encryption"))
                .isEqualTo("AWS");
        assertThat(row(inventory, "layer", "in no stack").get("name")).endsWith("left-behind");
    }

    @Test
    void showsWhoMayConnectToWhom() throws IOException {
        var network = chapter(collected(), "network");

        assertThat(rows(network)).hasSize(3);
        assertThat(row(network, "other_side", "default VPC security group (sg-0d)"))
                .containsEntry("direction", "in");
        assertThat(row(network, "group", "Database of openemr (sg-0a)"))
                .containsEntry("other_side", "Tasks of openemr (sg-0b)")
                .containsEntry("ports", "3306");
    }

    @Test
    void groupsRolesByWhatTheyCanDoWithPatientsData() throws IOException {
        var access = chapter(collected(), "access");

        assertThat(rows(access)).anyMatch(role -> role.getOrDefault("role", "").startsWith("servicetaskrole"));
        assertThat(rows(access).get(0).get("patients_data")).isNotEqualTo("nothing");
        assertThat(rows(access))
                .anySatisfy(role -> assertThat(role)
                        .containsEntry("assumed_by", "ecs-tasks.amazonaws.com")
                        .extractingByKey("patients_data")
                        .asString()
                        .contains("reads a secret"));
    }

    /** What AWS's own policies allow is said, not guessed. */
    @Test
    void namesPoliciesOfAws() throws IOException {
        assertThat(rows(chapter(collected(), "access")))
                .filteredOn(role -> role.getOrDefault("role", "").startsWith("backupsrole"))
                .singleElement()
                .satisfies(role -> assertThat(role.get("patients_data"))
                        .contains("what AWS's policy AWSBackupServiceRolePolicyForBackup allows"));
    }

    @Test
    void saysOfSettingsOfAnotherDeploymentNothing() throws IOException {
        operator().setting("deployment_name", "\"openemr\"", "\"clinic\"");

        var run = operator().run("evidence", "--deployment", "openemr", "--to", "other");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.NOT_READY.code());
        var folder = operator().directory().resolve("other");
        assertThat(rows(chapter(folder, "settings"))).isEmpty();
        assertThat(rows(chapter(folder, "compliance"))).isEmpty();
        assertThat(rows(chapter(folder, "inventory"))).isNotEmpty();
    }

    /** A selector that leaves out what is read records no bucket in full, and a trail that is off records none. */
    @Test
    void tellsATrailThatRecordsLessThanItLooks() throws IOException {
        aws().json("CloudTrail_20131101.GetEventSelectors", """
                {"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},
                {"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["false"]},
                {"Field":"resources.ARN","StartsWith":["arn:aws:s3:::mailmailbucket"]}]}]}""");
        assertThat(mailBucket(collected())).isEqualTo("not recorded");

        EvidenceAws.answer(operator());
        aws().json("CloudTrail_20131101.GetTrailStatus", "{\"IsLogging\":false}");
        assertThat(operator().run("evidence", "--to", "off").status()).isZero();
        assertThat(mailBucket(operator().directory().resolve("off"))).isEqualTo("not recorded");
    }

    @Test
    void saysWhatWasRefused() throws IOException {
        assertThat(row(chapter(collected(), "changes"), "what", "DeleteRecoveryPoint"))
                .containsEntry("refused", "AccessDenied")
                .containsEntry("target", "arn:aws:backup:us-east-1:111122223333:recovery-point:5");
    }

    @Test
    void letsNobodyElseReadIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(collected())))
                .isEqualTo("rwx------");
    }

    @Test
    void countsUsersAndNamesThemOnRequestOnly() throws IOException {
        var folder = collected();
        assertThat(EvidenceAws.content(folder)).doesNotContain("drmoore", "frontdesk", "leftlastyear");
        assertThat(row(chapter(folder, "users"), "what", "without a second factor in OpenEMR")
                        .get("number"))
                .isEqualTo("2");
        assertThat(row(chapter(folder, "users"), "what", "without a sign-in in 90 days")
                        .get("number"))
                .isEqualTo("1");

        var run = operator().run("evidence", "--names", "--to", "named");

        assertThat(run.status()).as(run.err()).isZero();
        var named = chapter(operator().directory().resolve("named"), "users");
        assertThat(row(named, "user", "leftlastyear").get("last_sign_in")).isEqualTo("not in 90 days");
    }

    @Test
    void holdsTheLatestProvenRestoreAgainst72Hours() throws IOException {
        var backups = chapter(collected(), "backups");

        assertThat(row(backups, "store", "database"))
                .containsEntry("took", "1 h 30 min")
                .containsEntry("within_72_hours", "yes")
                .containsEntry("within_own_target", "no target was given")
                .containsEntry("last_proven_restore", "2026-11-20T03:00:00Z");
        assertThat(row(backups, "store", "sites").get("last_proven_restore")).isEqualTo("not in the latest trial");
    }

    @Test
    void holdsItAgainstItsOwnTarget() throws IOException {
        assertThat(ofTarget("1")).isEqualTo("no");
        assertThat(ofTarget("2")).isEqualTo("yes");
        assertThat(operator().run("evidence", "--target", "0").status()).isEqualTo(ExitStatus.USAGE.code());
    }

    private String ofTarget(String hours) throws IOException {
        var folder = "target-" + hours;
        assertThat(operator().run("evidence", "--target", hours, "--to", folder).status())
                .isZero();
        return row(chapter(operator().directory().resolve(folder), "backups"), "store", "database")
                .getOrDefault("within_own_target", "");
    }

    @Test
    void tellsWhoDidWhatAndNothingThatWasTyped() throws IOException {
        var folder = collected();

        assertThat(row(chapter(folder, "sessions"), "what", "ExecuteCommand"))
                .containsEntry("who", "arn:aws:sts::111122223333:assumed-role/Operator/jane")
                .containsEntry("target", "0a1b");
        assertThat(row(chapter(folder, "changes"), "what", "ExecuteChangeSet"))
                .containsEntry("target", "openemr-compute")
                .containsEntry("refused", "");
        assertThat(rows(chapter(folder, "changes"))).noneMatch(change -> "DeleteStack".equals(change.get("what")));
        assertThat(rows(chapter(folder, "alarms"))).singleElement();
        assertThat(EvidenceAws.content(folder)).doesNotContain(EvidenceAws.TYPED);
        assertThat(mailBucket(folder)).isEqualTo("recorded");
        assertThat(row(chapter(folder, "trail"), "what", "objects of accesslogsbucketcd784a59")
                        .get("value"))
                .isEqualTo("not recorded");
    }

    /** What cannot be read stands in the page by its chapter, and the rest is there. */
    @Test
    void saysWhatCouldNotBeRead() throws IOException {
        aws().json("CloudTrail_20131101.LookupEvents", LocalAws.denied());
        aws().rest("POST", "/Execute", LocalAws.error("BadRequestException", "HttpEndpoint is not enabled"));

        var run = operator().run("evidence", "--to", "partly");

        assertThat(run.status()).isEqualTo(ExitStatus.NOT_READY.code());
        assertThat(run.err())
                .contains("Could not be read: OpenEMR's users: The Data API is off", "Could not be read: Changes:");
        var folder = operator().directory().resolve("partly");
        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("Could not be read:", "The Data API is off");
        assertThat(evidence(folder).path("missing")).hasSize(3);
        assertThat(rows(chapter(folder, "network"))).hasSize(3);
    }

    /** Each call is denied once, and each time the rest is there and the page says what is not. */
    @TestFactory
    Stream<DynamicTest> saysWhatIsNotPermitted() {
        operator().run("evidence", "--to", "whole");
        return Sample.of(aws().operations(), 5)
                .filter(operation -> !List.of("AmazonSSM.GetParametersByPath", "GetCallerIdentity")
                        .contains(operation))
                .map(operation -> dynamicTest(operation, () -> {
                    aws().heal();
                    aws().fails(operation, "AccessDeniedException", "User: x is not authorized");
                    var folder = "without-" + operation.replaceAll("[^A-Za-z]", "");

                    var run = operator().run("evidence", "--to", folder);

                    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.NOT_READY.code());
                    assertThat(run.err()).contains("Could not be read: ").doesNotContain("\tat ");
                    assertThat(evidence(operator().directory().resolve(folder)).path("missing"))
                            .isNotEmpty();
                }));
    }

    @Test
    void tellsAChangeOfAnyFile() throws IOException {
        var folder = collected();
        assertThat(operator().run("evidence", "verify", folder.toString()).status())
                .isZero();

        Files.writeString(folder.resolve("index.html"), "all is well");
        Files.writeString(folder.resolve("note.txt"), "added");
        Files.delete(folder.resolve("evidence.json"));
        var run = operator().run("evidence", "verify", folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.FAILED.code());
        assertThat(run.err())
                .contains(
                        "index.html is another",
                        "note.txt is not in the manifest",
                        "evidence.json is not there any more");
        assertThat(operator().run("evidence", "verify", "nowhere").status()).isEqualTo(ExitStatus.NOT_FOUND.code());
    }

    @Test
    void writesOverNothing() {
        collected();

        var run = operator().run("evidence");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
        assertThat(run.err()).contains("is there already");
        assertThat(operator().run("evidence", "--days", "91").status()).isEqualTo(ExitStatus.USAGE.code());
    }

    @Test
    void everyRequirementPointsToChaptersThatThereAre() throws IOException {
        var chapters = StreamSupport.stream(
                        evidence(collected()).path("chapters").spliterator(), false)
                .map(chapter -> chapter.path("id").asText())
                .toList();

        assertThat(Requirement.all()).hasSizeGreaterThan(40).allSatisfy(requirement -> {
            assertThat(chapters).containsAll(requirement.chapters());
            assertThat(requirement.yours()).isNotEmpty();
            assertThat(requirement.chapters().isEmpty())
                    .isEqualTo(requirement.here().isEmpty());
        });
    }

    private static String mailBucket(Path folder) throws IOException {
        return row(chapter(folder, "trail"), "what", "objects of mailmailbucket76ebdb6a")
                .getOrDefault("value", "");
    }

    private Path collected() {
        var run = operator().run("evidence");
        assertThat(run.status()).as(run.err()).isZero();
        return operator().directory().resolve("evidence-openemr-2026-11-25T1200Z");
    }

    private static JsonNode evidence(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("evidence.json").toFile());
    }

    private static JsonNode chapter(Path folder, String id) throws IOException {
        return StreamSupport.stream(evidence(folder).path("chapters").spliterator(), false)
                .filter(chapter -> chapter.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, String>> rows(JsonNode chapter) {
        return new ObjectMapper().convertValue(chapter.path("rows"), new TypeReference<>() {});
    }

    private static Map<String, String> row(JsonNode chapter, String column, String value) {
        return rows(chapter).stream()
                .filter(row -> value.equals(row.get(column)))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("No row with %s=%s in %s".formatted(column, value, rows(chapter))));
    }
}

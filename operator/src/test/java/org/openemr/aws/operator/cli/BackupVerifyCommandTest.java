package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.testsupport.Sample;

/** Recovery points are restored, read and removed, whatever happens on the way. */
class BackupVerifyCommandTest extends OperatorTest {

    private static final String RECORD = "/openemr-records/openemr/backup-verify";

    private static final String LEFT = "openemr-verify-1795600000";

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @Test
    void readsWhatIsInEachAndRemovesIt() {
        var run = operator().run("backup", "verify", "--yes", "-o", "csv");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "store,taken,restored,took_seconds,openemr,patients,encounters,documents,documents_read",
                        "database,2026-11-25T10:00:00Z,aurora-mysql 8.0.mysql_aurora.3.10.0,0,8.4.1,4200,17000,310,",
                        "sites,2026-11-25T09:00:00Z,fs-0a1b2c3d4e5f60701,0,,,,,2",
                        "ssl,2026-11-25T09:00:00Z,fs-0a1b2c3d4e5f60702,0,,,,,");
        assertThat(run.err())
                .contains(
                        "Removed cluster " + TrialAws.CLUSTER,
                        "Removed file system fs-0a1b2c3d4e5f60701",
                        "Removed file system fs-0a1b2c3d4e5f60702");
    }

    /** Serverless, for nobody outside, with a password that RDS keeps; deleted with its backups, and no snapshot is left. */
    @Test
    void givesTheClusterWhatItNeedsAndNoMore() {
        operator().run("backup", "verify", "--yes");

        assertThat(aws().bodiesOf("CreateDBInstance"))
                .singleElement()
                .asString()
                .contains("DBInstanceClass=db.serverless", "PubliclyAccessible=false", "Engine=aurora-mysql");
        assertThat(aws().bodiesOf("ModifyDBCluster"))
                .anyMatch(body -> body.contains("ServerlessV2ScalingConfiguration.MinCapacity=0.5"))
                .anyMatch(body ->
                        body.contains("ManageMasterUserPassword=true") && !body.contains("MasterUserPassword=%"));
        assertThat(aws().bodiesOf("DeleteDBCluster"))
                .isNotEmpty()
                .allMatch(body ->
                        body.contains("SkipFinalSnapshot=true") && body.contains("DeleteAutomatedBackups=true"));
        assertThat(aws().bodiesOf("AddTagsToResource"))
                .singleElement()
                .asString()
                .contains("openemr%3Arestored-as", TrialAws.CLUSTER);
        assertThat(aws().bodiesOf("/restore-jobs"))
                .anyMatch(body -> body.contains("\"DBClusterIdentifier\":\"" + TrialAws.CLUSTER + "\""));
    }

    /** In the private subnets, with another file system in the place of the deployment's own; nothing else of its definition changes. */
    @Test
    void looksIntoTheRestoredFilesInATask() {
        operator().run("backup", "verify", "--yes");

        assertThat(aws().bodiesOf("RegisterTaskDefinition"))
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .contains(
                                "\"family\":\"openemr-file-check-trial\"",
                                "\"transitEncryption\":\"ENABLED\"",
                                "\"readOnly\":true",
                                "role/execution")
                        .containsPattern("\"fileSystemId\":\"fs-0a1b2c3d4e5f6070[12]\""));
        assertThat(aws().bodiesOf("RunTask"))
                .anyMatch(body -> body.contains("\"value\":\"sites\"") && body.contains("documents/7/0a1b"))
                .anyMatch(body -> body.contains("\"value\":\"ssl\"") && !body.contains("0a1b"));
        assertThat(aws().bodiesOf("DeregisterTaskDefinition")).hasSize(2);
        assertThat(aws().bodiesOf("/mount-targets"))
                .anyMatch(body -> body.contains("\"SecurityGroups\":[\"the-sites-file-system-security-group-id\"]"))
                .anyMatch(body -> body.contains("\"SecurityGroups\":[\"the-ssl-file-system-security-group-id\"]"));
    }

    /** Documents of before both recovery points: what came between them is on one only. */
    @Test
    void asksForDocumentsThatMustBeOnBoth() {
        operator().run("backup", "verify", "--yes");

        assertThat(aws().bodiesOf("/Execute"))
                .anyMatch(body -> body.contains("FROM documents WHERE") && body.contains("2026-11-24 21:00:00"));
        assertThat(aws().bodiesOf("/Execute")).allMatch(body -> body.contains(TrialAws.CLUSTER));
    }

    @Test
    void leavesARecord() throws Exception {
        operator().run("backup", "verify", "--yes");

        var record = record();
        assertThat(record.path("passed").asBoolean()).isTrue();
        assertThat(record.path("lastPassed").asText()).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(record.path("stores").findValuesAsText("store")).containsExactly("database", "sites", "ssl");
        assertThat(aws().bodiesOf("PutParameter").get(0))
                .contains("\"Name\":\"/openemr-records/openemr/backup-verify\"", "\"Overwrite\":true");
    }

    /** Some stores are no proof of all. */
    @Test
    void aTrialOfOneStoreKeepsWhenAllPassed() throws Exception {
        aws().parameter(RECORD, """
                {"time":"2026-10-01T00:00:00Z","passed":true,"lastPassed":"2026-10-01T00:00:00Z","stores":[]}""");

        operator().run("backup", "verify", "--store", "ssl", "--yes");

        assertThat(record().path("lastPassed").asText()).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(record().path("time").asText()).isEqualTo("2026-11-25T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT 310 missing, document 310 is missing",
        "DOCUMENT 310 different, document 310 is different",
        "ERROR: There is no configuration in default/sqlconf.php, There is no configuration in default/sqlconf.php"
    })
    void whatCannotBeReadDoesNotPass(String line, String problem) throws Exception {
        TrialAws.log(aws(), "DOCUMENT 309 identical", line);
        aws().json("ContainerServiceV20141113.DescribeTasks", WorkingAws.stopped("file-check", 2));

        var run = operator().run("backup", "verify", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(problem, "Removed file system fs-0a1b2c3d4e5f60701");
        assertThat(record().path("passed").asBoolean()).isFalse();
        assertThat(record().path("problem").asText()).contains(problem);
        assertThat(record().path("stores").findValuesAsText("store")).containsExactly("database");
    }

    @Test
    void aClusterThatIsNotEncryptedDoesNotPass() {
        aws().queryInState(
                        TrialAws.CLUSTER,
                        LocalAws.BEGIN,
                        LocalAws.BEGIN,
                        "DescribeDBClusters",
                        TrialAws.CLUSTER,
                        "<DBClusters><DBCluster><Status>available</Status></DBCluster></DBClusters>");

        var run = operator().run("backup", "verify", "--store", "database", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the restored cluster is not encrypted", "Removed cluster");
    }

    /** Each call fails once: what was made is removed, or said to be there. */
    @TestFactory
    Stream<DynamicTest> removesWhatItMadeWhateverFails() {
        operator().run("backup", "verify", "--yes");
        return Sample.of(aws().operations(), 6)
                .filter(operation -> !operation.contains("recovery-points") && !operation.contains("Parameter"))
                .map(operation -> DynamicTest.dynamicTest(operation, () -> {
                    aws().heal();
                    aws().failsOnce(operation, "AccessDeniedException", "of a test");

                    var run = operator().run("backup", "verify", "--yes");

                    assertThat(run.status()).as(run.err()).isIn(1, 4);
                    assertThat(run.err()).contains("of a test").doesNotContain("\tat ");
                    Stream.of(
                                    "cluster " + TrialAws.CLUSTER,
                                    "file system fs-0a1b2c3d4e5f60701",
                                    "file system fs-0a1b2c3d4e5f60702")
                            .filter(made -> run.err().contains("Preparing " + made))
                            .forEach(made -> assertThat(run.err())
                                    .containsAnyOf("Removed " + made, made + " is still there; the next"));
                }));
    }

    /** What an ended run left is found by its name, shown with the time, and removed first. */
    @Test
    void removesWhatAnEarlierTrialLeft() {
        TrialAws.cluster(aws(), LEFT);
        TrialAws.fileSystem(aws(), "sites", "fs-0left");
        aws().query(
                        "DescribeDBClusters",
                        "<DBClusters>%s%s%s</DBClusters>"
                                .formatted(
                                        named("openemr-database"),
                                        named(LEFT),
                                        named("openemr-verify-other-verify-1795600000")));
        aws().restInState("listing", LocalAws.BEGIN, LocalAws.BEGIN, "GET", "/2015-02-01/file-systems", "Marker", "{}");
        aws().rest("GET", "/2015-02-01/file-systems", """
                {"FileSystems":[%s,%s]}""".formatted(
                        TrialAws.description("fs-0left", LEFT + "-0a1b2c3d"),
                        TrialAws.description("fs-0sites", "made-by-cloudformation")));

        var run = operator().run("backup", "verify", "--store", "ssl", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "A trial that began at 2026-11-25T09:46:40Z left cluster " + LEFT,
                        "A trial that began at 2026-11-25T09:46:40Z left file system fs-0left",
                        "Removed cluster " + LEFT,
                        "Removed file system fs-0left")
                .doesNotContain("openemr-database", "other-verify");
        assertThat(aws().bodiesOf("DeleteDBCluster")).allMatch(body -> body.contains(LEFT));
    }

    @Test
    void needsATaskThatLooks() {
        aws().query("ListStackResources", "<StackResourceSummaries></StackResourceSummaries>");

        var run = operator().run("backup", "verify", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
                .contains("ComputeStack has no task openemr-file-check: it was deployed by an older version");
        assertThat(aws().bodiesOf("/restore-jobs")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-24T00:00:00Z|true|restore +pass +tried out 1 days ago",
                "2026-10-01T00:00:00Z|true|restore +warn +tried out 55 days ago",
                "2026-11-24T00:00:00Z|false|restore +fail +the latest trial failed: no document",
            })
    void statusShowsWhenItPassed(String passed, boolean latest, String row) {
        aws().parameter(RECORD, """
                {"time":"%1$s","passed":%2$b,"problem":"no document","lastPassed":"%1$s","stores":[]}""".formatted(passed, latest));

        assertThat(operator().run("status").out()).containsPattern(row);
    }

    private static String named(String cluster) {
        return "<DBCluster><DBClusterIdentifier>%s</DBClusterIdentifier></DBCluster>".formatted(cluster);
    }

    private JsonNode record() throws Exception {
        var mapper = new ObjectMapper();
        var calls = aws().bodiesOf("PutParameter");
        return mapper.readTree(
                mapper.readTree(calls.get(calls.size() - 1)).path("Value").asText());
    }
}

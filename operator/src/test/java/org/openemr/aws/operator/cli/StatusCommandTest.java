package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.Sample;

class StatusCommandTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        operator().deployed();
        HealthyAws.answer(aws());
    }

    @Test
    void showsEveryPart() {
        var run = operator().run("status");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "SecurityStack       pass   UPDATE_COMPLETE",
                        "DnsStack            pass   not deployed",
                        "service             pass   2 of 2 tasks run, rollout COMPLETED",
                        "OpenEMR             pass   openemr/openemr:8.4.1",
                        "stores              pass   database answers, cache answers, by 2 tasks",
                        "targets             pass   2 healthy",
                        "certificate         pass   openemr.clinic.example.org, 200 days left",
                        "database            pass   available, 8.0.mysql_aurora.3.10.0, 2 instances",
                        "cache               pass   available",
                        "backup of database  pass   2 hours ago",
                        "credentials         pass   the oldest changed 12 days ago",
                        "alarms              pass   none rings");
    }

    @Test
    void tellsOfCredentialsThatAreNotChanged() {
        aws().json("secretsmanager.DescribeSecret", "{\"VersionIdsToStages\":{},\"RotationEnabled\":false}");
        assertThat(operator().run("status").out()).contains("credentials         warn", "database has no schedule");

        aws().json("secretsmanager.DescribeSecret", WorkingAws.versions("1-now", "half-way"));
        assertThat(operator().run("status").out())
                .contains("credentials         fail   the rotation of database broke off", "openemr rotate database");

        aws().json("AWSStepFunctions.ListExecutions", WorkingAws.execution("1-now", "SUCCEEDED"));
        aws().json(
                        "secretsmanager.DescribeSecret",
                        WorkingAws.versions("1-now", ""),
                        WorkingAws.versions("1-now", ""),
                        WorkingAws.versions("1-now", ""),
                        WorkingAws.versions("1-now", "half-way"));
        assertThat(operator().run("status").out())
                .contains(
                        "credentials         fail   the rotation of administrator broke off",
                        "openemr rotate administrator");

        aws().json("secretsmanager.DescribeSecret", WorkingAws.versions("1-now", ""));
        aws().json("AWSStepFunctions.ListExecutions", WorkingAws.execution("1-now", "TIMED_OUT"));
        assertThat(operator().run("status").out())
                .contains("credentials         fail   the database before still lets in", "openemr rotate database");

        aws().json("AWSStepFunctions.ListExecutions", WorkingAws.execution("1-now", "SUCCEEDED"));
        var due = Operator.NOW.minus(Duration.ofDays(9)).getEpochSecond();
        aws().json(
                        "secretsmanager.DescribeSecret",
                        WorkingAws.versions("1-now", ""),
                        WorkingAws.versions("1-now", ""),
                        "{\"VersionIdsToStages\":{},\"RotationEnabled\":true,\"NextRotationDate\":%d}".formatted(due));
        assertThat(operator().run("status").out())
                .contains("credentials         fail   cache was due 9 days ago", "openemr rotate cache");
    }

    /** Each look stands alone: one that is refused, or finds nothing, hides no other. */
    @TestFactory
    Stream<DynamicTest> showsTheOthersWhenOneLookFails() {
        var all = rows(operator().run("status"));
        return Sample.of(aws().operations(), 6)
                .filter(operation ->
                        !operation.endsWith("GetParametersByPath") && !operation.equals("GetCallerIdentity"))
                .flatMap(operation -> Stream.of("AccessDeniedException", "ResourceNotFoundException")
                        .map(code -> DynamicTest.dynamicTest(operation + " " + code, () -> {
                            aws().fails(operation, code, "of a test");
                            var run = operator().run("status");
                            aws().heal();

                            assertThat(run.err()).isEmpty();
                            assertThat(rows(run)).containsAll(all);
                            assertThat(run.out()).contains("of a test");
                            assertThat(run.status()).isEqualTo(code.startsWith("Access") ? 0 : 5);
                        })));
    }

    @Test
    void aClusterWithoutInstancesAnswersNobody() {
        aws().query("DescribeDBClusters", """
                <DBClusters><DBCluster><Status>available</Status><EngineVersion>8.0</EngineVersion></DBCluster></DBClusters>""");

        assertThat(operator().run("status").out()).containsPattern("database +fail +available, 8.0, 0 instances");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_ROLLBACK_FAILED, openemr continue-rollback SecurityStack",
        "ROLLBACK_COMPLETE, delete-stack --stack-name openemr-security",
        "UPDATE_ROLLBACK_COMPLETE, Look at the events of stack openemr-security"
    })
    void saysWhatToDoAboutAStack(String status, String remedy) {
        aws().queryWhere(
                        "DescribeStacks",
                        "openemr-security",
                        "<Stacks><member><StackName>openemr-security</StackName><StackStatus>" + status
                                + "</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>");

        assertThat(operator().run("status").out()).contains(status, remedy);
    }

    @Test
    void beginsWithWhatIsLookedAtWhereAndWhen() {
        assertThat(operator().run("status").out())
                .startsWith("openemr in account 111122223333, us-east-1, 2026-11-25T12:00:00Z\n");

        aws().fails("GetCallerIdentity", "AccessDenied", "no");

        var run = operator().run("status");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("openemr in an account that AWS does not name, us-east-1");
    }

    /** A failing rollback is not over, and neither is one that goes on. */
    @Test
    void waitsForARollback() {
        aws().queryWhere("DescribeStacks", "openemr-security", HealthyAws.stack("UPDATE_ROLLBACK_IN_PROGRESS"));

        assertThat(operator().run("status").out()).containsPattern("SecurityStack +warn +UPDATE_ROLLBACK_IN_PROGRESS");
    }

    @Test
    void drawsOverWhatWasSeenBeforeWhereAPersonLooksOn() {
        aws().json(
                        "ContainerServiceV20141113.DescribeServices",
                        HealthyAws.service(0, 2, "IN_PROGRESS"),
                        HealthyAws.service(2, 2, "COMPLETED"));

        assertThat(operator().atATerminal().run("status", "--watch").out())
                .containsSubsequence("0 of 2 tasks run", "\u001B[H\u001B[2J", "openemr in account", "2 of 2 tasks run");
    }

    private static List<String> rows(Operator.Run run) {
        return run.out()
                .lines()
                .skip(1)
                .map(line -> line.split(" {2,}")[0])
                .distinct()
                .toList();
    }

    @Test
    void writesJsonForScripts() {
        assertThat(operator().run("status", "-o", "json").out())
                .contains("\"what\" : \"service\"", "\"grade\" : \"pass\"", "\"remedy\" : \"\"");
    }

    @Test
    void isNotReadyWhenTasksAreMissing() {
        aws().json("ContainerServiceV20141113.DescribeServices", HealthyAws.service(1, 2, "FAILED"));

        var run = operator().run("status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("fail   1 of 2 tasks run, rollout FAILED", "openemr logs service");
    }

    @Test
    void saysWhichStoreDoesNotAnswer() {
        HealthyAws.reports(
                aws(),
                HealthyAws.report("ecs/openemr/openemr/1", "database=answers cache=answers 0"),
                HealthyAws.report("ecs/openemr/openemr/2", "database=silent cache=answers 1"));

        var run = operator().run("status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("stores              fail   database silent", "--filter WARNING");
    }

    /** The log has requests of anybody, too. */
    @Test
    void believesNoLineThatIsNoReport() {
        HealthyAws.reports(
                aws(),
                HealthyAws.report("ecs/openemr/openemr/1", "database=silent cache=answers 1"),
                HealthyAws.report("ecs/openemr/openemr/1", "HTTP/1.1 GET /?HEALTH 0"));

        assertThat(operator().run("status").out()).contains("fail   database silent");
    }

    @Test
    void warnsWhenNoTaskReports() {
        HealthyAws.reports(aws());

        assertThat(operator().run("status").out()).contains("warn   no task reported in the last 5 minutes");
    }

    @Test
    void countsWhatTheScanOfTheImageFound() {
        operator().deployedWithMirror();
        aws().json(
                        "ContainerServiceV20141113.DescribeTaskDefinition",
                        HealthyAws.taskDefinition("8.4.1")
                                .replace("openemr/openemr:", "1.dkr.ecr.x.amazonaws.com/the-image-repository-name:"));
        aws().json(
                        "AmazonEC2ContainerRegistry_V20150921.DescribeImageScanFindings",
                        scan("COMPLETE", "\"CRITICAL\":1,\"HIGH\":3,\"LOW\":9"),
                        scan("ACTIVE", "\"LOW\":9"),
                        scan("IN_PROGRESS", ""),
                        scan("UNSUPPORTED_IMAGE", ""),
                        LocalAws.error("ScanNotFoundException", "no scan"),
                        LocalAws.error("ImageNotFoundException", "no image"));

        assertThat(operator().run("status").out()).contains("warn   1 CRITICAL, 3 HIGH");
        assertThat(operator().run("status").out()).contains("pass   nothing serious");
        assertThat(operator().run("status").out()).contains("pass   no result yet");
        assertThat(operator().run("status").out()).contains("warn   UNSUPPORTED_IMAGE");
        assertThat(operator().run("status").out()).contains("pass   no result yet");
        assertThat(operator().run("status").out()).contains("fail   the image that runs is not in the mirror");
    }

    private static String scan(String status, String counts) {
        return "{\"imageScanStatus\":{\"status\":\"%s\"},\"imageScanFindings\":{\"findingSeverityCounts\":{%s}}}"
                .formatted(status, counts);
    }

    @Test
    void saysThatTasksDoNotUseTheMirrorYet() {
        operator().deployedWithMirror();

        assertThat(operator().run("status").out()).contains("warn   tasks do not run from the mirror yet");
    }

    @Test
    void saysWhichStackFailed() {
        aws().queryWhere("DescribeStacks", "openemr-compute", HealthyAws.stack("UPDATE_ROLLBACK_FAILED"));

        var run = operator().run("status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("ComputeStack        fail   UPDATE_ROLLBACK_FAILED");
    }

    @Test
    void namesAlarmsOfAllPages() {
        aws().query("DescribeAlarms", alarm("openemr-one") + "<NextToken>n</NextToken>", alarm("openemr-two"));

        assertThat(operator().run("status").out()).contains("fail   openemr-one, openemr-two");
    }

    @Test
    void noticesThatBackupsHaveStopped() {
        aws().rest("GET", "/backup-vaults/.*/recovery-points/", "{\"RecoveryPoints\":[]}");

        assertThat(operator().run("status").out()).contains("warn   none yet");
    }

    @Test
    void showsHowOldCopiesElsewhereAre() {
        operator().deployedWithCopies();
        aws().rest(
                        "GET",
                        "/copy-jobs/",
                        copies(
                                copy("us-west-2", "111122223333", "database", 5),
                                copy("us-west-2", "111122223333", "database", 29),
                                copy("us-west-2", "111122223333", "sites", 30),
                                copy("us-west-2", "111122223333", "ssl", 6),
                                copy("us-east-1", "444455556666", "database", 5),
                                copy("us-east-1", "444455556666", "sites", 57),
                                copy("us-east-1", "444455556666", "ssl", 6)));

        var run = operator().run("status");

        assertThat(run.status()).as(run.out()).isEqualTo(5);
        assertThat(run.out())
                .containsPattern("copies in us-west-2 +pass +30 hours ago")
                .containsPattern("copies in 444455556666 +fail +of sites 57 hours ago");
    }

    /** Those of another deployment, or of a database that is no more, are none. */
    @Test
    void noticesThatNoCopyArrives() {
        operator().deployedWithCopies();
        aws().rest(
                        "GET",
                        "/copy-jobs/",
                        copies(
                                copy("us-west-2", "111122223333", "other", 5),
                                copy("us-west-2", "111122223333", "sites", 5)));

        var run = operator().run("status");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("copies in us-west-2 +warn +none yet of database, ssl")
                .containsPattern("copies in 444455556666 +warn +none yet of database, sites, ssl");

        aws().rest(
                        "GET",
                        "/backup-vaults/.*/recovery-points/",
                        HealthyAws.points(
                                HealthyAws.point("database", 2, "COMPLETED"),
                                HealthyAws.point("database", 80, "COMPLETED"),
                                HealthyAws.point("sites", 80, "COMPLETED"),
                                HealthyAws.point("ssl", 3, "COMPLETED")));
        assertThat(operator().run("status").out())
                .containsPattern("copies in us-west-2 +fail +none of database, ssl")
                .containsPattern("copies in 444455556666 +fail +none of database, sites, ssl");
    }

    private static String copies(String... copies) {
        return "{\"CopyJobs\":[%s]}".formatted(String.join(",", copies));
    }

    private static String copy(String region, String account, String store, int hoursAgo) {
        return """
                {"DestinationBackupVaultArn":"arn:aws:backup:%s:%s:backup-vault:openemr-copies","ResourceArn":"%s",
                "CreationDate":%d,"State":"COMPLETED"}""".formatted(
                        region,
                        account,
                        HealthyAws.resource(store),
                        Operator.NOW.minus(Duration.ofHours(hoursAgo)).getEpochSecond());
    }

    @Test
    void showsAHalfDeployedInstallation() {
        operator().deployed(SecurityContract.ADMINISTRATOR_SECRET_ARN);
        aws().query("DescribeStacks", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));

        var run = operator().run("status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out())
                .contains("NetworkStack    fail   not deployed", "npx cdk deploy NetworkStack")
                .doesNotContain("cache");
    }

    @Test
    void watchesUntilAllIsWell() {
        aws().json(
                        "ContainerServiceV20141113.DescribeServices",
                        HealthyAws.service(0, 2, "IN_PROGRESS"),
                        HealthyAws.service(2, 2, "COMPLETED"));

        var run = operator().run("status", "--watch");

        assertThat(run.status()).isZero();
        assertThat(run.out()).containsSubsequence("0 of 2 tasks run", "2 of 2 tasks run");
    }

    private static String alarm(String name) {
        return "<MetricAlarms><member><AlarmName>%s</AlarmName></member></MetricAlarms>".formatted(name);
    }
}

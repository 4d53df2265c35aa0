package org.openemr.aws.functions.export;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.rds.RdsClient;

class DatabaseExportTest {

    private final LocalAws aws = new LocalAws();
    private final DatabaseExport handler = new DatabaseExport(
            aws.client(RdsClient.builder()),
            Map.of(
                    "DEPLOYMENT", "openemr",
                    "CLUSTER_ARN", "arn:aws:rds:us-east-1:111122223333:cluster:db",
                    "SCHEMA", "openemr",
                    "BUCKET", "exports",
                    "PREFIX", "database",
                    "ROLE_ARN", "arn:role",
                    "KEY_ARN", "arn:key"),
            Clock.fixed(Instant.parse("2026-11-24T12:00:30Z"), ZoneOffset.UTC),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void rdsWorks() {
        exportsAre("");
        aws.answers(rds("StartExportTask").willReturn(aResponse().withBody(started("openemr-1"))));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void startsAnExportWithAnIdentifierOfItsOwnEachTime() {
        assertThat(handler.handleRequest(Map.of(), null))
                .containsEntry("ExportTaskIdentifier", "openemr-1")
                .containsEntry("Status", "STARTING")
                .containsEntry("S3Bucket", "exports");
        handler.handleRequest(Map.of(), null);

        assertThat(identifiers())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(identifier -> identifier.matches("openemr-20261124-120030-[0-9a-f]{6}"));
    }

    @ParameterizedTest
    @CsvSource({"STARTING", "IN_PROGRESS", "CANCELING"})
    void answersWithTheExportThatRuns(String status) {
        exportsAre(task("openemr-old", "COMPLETE") + task("openemr-running", status));

        assertThat(handler.handleRequest(Map.of(), null))
                .containsEntry("ExportTaskIdentifier", "openemr-running")
                .containsEntry("Status", status)
                .containsEntry("PercentProgress", 42);
        assertThat(identifiers()).isEmpty();
    }

    @Test
    void exportsTheNamedTablesOnly() {
        handler.handleRequest(Map.of("tables", List.of("patient_data", "form_encounter", "form_encounter")), null);

        assertThat(startRequests())
                .singleElement()
                .asString()
                .contains("ExportOnly.member.1=openemr.form_encounter", "ExportOnly.member.2=openemr.patient_data")
                .doesNotContain("ExportOnly.member.3");
    }

    @Test
    void rejectsWhatIsNoListOfTables() {
        for (var tables :
                List.<Object>of("patient_data", List.of("a.b"), List.of("x; drop"), List.of(1), List.of(""))) {
            assertThatThrownBy(() -> handler.handleRequest(Map.of("tables", tables), null))
                    .as(tables.toString())
                    .isInstanceOf(ExportRefusedException.class)
                    .hasMessageContaining("tables");
        }
        assertThat(startRequests()).isEmpty();
    }

    @Test
    void takesAnotherIdentifierWhenOneIsTaken() {
        aws.answers(rds("StartExportTask")
                .inScenario("taken")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(400).withBody(error("ExportTaskAlreadyExists", "taken")))
                .willSetStateTo("free"));
        aws.answers(rds("StartExportTask")
                .inScenario("taken")
                .whenScenarioStateIs("free")
                .willReturn(aResponse().withBody(started("openemr-2"))));

        assertThat(handler.handleRequest(Map.of(), null)).containsEntry("ExportTaskIdentifier", "openemr-2");
        assertThat(identifiers()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void triesAgainWhenThrottled() {
        aws.answers(rds("StartExportTask")
                .inScenario("throttled")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(400).withBody(error("Throttling", "Rate exceeded")))
                .willSetStateTo("calm"));
        aws.answers(rds("StartExportTask")
                .inScenario("throttled")
                .whenScenarioStateIs("calm")
                .willReturn(aResponse().withBody(started("openemr-1"))));

        assertThat(handler.handleRequest(Map.of(), null)).containsEntry("Status", "STARTING");
        assertThat(identifiers()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "DBClusterNotFoundFault, deploy AnalyticsStack again",
        "InvalidExportSourceState, not available yet",
        "InvalidExportOnly, look at its spelling",
        "ExportTaskLimitReachedFault, Five exports run at once",
        "IamRoleMissingPermissions, deploy AnalyticsStack again",
        "IamRoleNotFound, deploy AnalyticsStack again",
        "InvalidS3BucketFault, deploy AnalyticsStack again",
        "KMSKeyNotAccessibleFault, deploy AnalyticsStack again",
        "SomethingNew, Try again"
    })
    void saysWhyRdsRefusesAndWhatToDo(String code, String remedy) {
        aws.answers(rds("StartExportTask")
                .willReturn(aResponse().withStatus(400).withBody(error(code, "the service's own words"))));

        assertThatThrownBy(() -> handler.handleRequest(Map.of(), null))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("the service's own words")
                .hasMessageContaining(remedy);
    }

    private void exportsAre(String tasks) {
        aws.answers(rds("DescribeExportTasks")
                .willReturn(aResponse()
                        .withBody("<DescribeExportTasksResponse><DescribeExportTasksResult><ExportTasks>" + tasks
                                + "</ExportTasks></DescribeExportTasksResult></DescribeExportTasksResponse>")));
    }

    private static String task(String identifier, String status) {
        return "<ExportTask><ExportTaskIdentifier>%s</ExportTaskIdentifier><Status>%s</Status><PercentProgress>42</PercentProgress></ExportTask>"
                .formatted(identifier, status);
    }

    private static String started(String identifier) {
        return "<StartExportTaskResponse><StartExportTaskResult><ExportTaskIdentifier>%s</ExportTaskIdentifier><Status>STARTING</Status></StartExportTaskResult></StartExportTaskResponse>"
                .formatted(identifier);
    }

    private static String error(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                .formatted(code, message);
    }

    private static MappingBuilder rds(String action) {
        return post(anyUrl()).withRequestBody(containing("Action=" + action + "&"));
    }

    private List<String> startRequests() {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=StartExportTask&"))).stream()
                .map(request -> URLDecoder.decode(request.getBodyAsString(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> identifiers() {
        return startRequests().stream()
                .map(request -> request.replaceAll(".*ExportTaskIdentifier=([^&]+).*", "$1"))
                .toList();
    }
}

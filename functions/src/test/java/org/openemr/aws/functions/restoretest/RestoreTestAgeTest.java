package org.openemr.aws.functions.restoretest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ssm.SsmClient;

class RestoreTestAgeTest {

    private final LocalAws aws = new LocalAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    /** From the last proof, or from the day on which proofs began to be asked for, whichever is later. */
    @ParameterizedTest
    @CsvSource({"2026-11-01T05:00:00Z, 2026-01-01, 24", "2025-11-01T05:00:00Z, 2026-11-20, 5"})
    void countsFromTheLastProof(String lastPassed, String made, long days) {
        planMade(made);
        aws.answers(post(anyUrl())
                .withHeader("X-Amz-Target", containing("GetParameter"))
                .willReturn(aResponse().withBody("""
                        {"Parameter":{"Value":"{\\"time\\":\\"2026-11-24T05:00:00Z\\",\\"passed\\":false,\\"lastPassed\\":\\"%s\\",\\"stores\\":[]}"}}""".formatted(lastPassed))));

        assertThat(days()).containsEntry("days", days);
    }

    @Test
    void countsFromTheFirstDayAsLongAsNothingWasProven() {
        planMade("2026-10-01");
        aws.answers(
                post(anyUrl()).willReturn(aResponse().withStatus(400).withBody("{\"__type\":\"ParameterNotFound\"}")));
        var log = new ByteArrayOutputStream();

        assertThat(days(log)).containsEntry("days", 55L);
        // The filter of the metric reads this line.
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"event\":\"restore-test-age\"", "\"days\":55");
    }

    private void planMade(String day) {
        aws.answers(get(urlPathEqualTo("/restore-testing/plans/openemr_restore"))
                .willReturn(aResponse()
                        .withBody("{\"RestoreTestingPlan\":{\"CreationTime\":%d}}"
                                .formatted(Instant.parse(day + "T12:00:00Z").getEpochSecond()))));
    }

    private Map<String, Object> days() {
        return days(new ByteArrayOutputStream());
    }

    private Map<String, Object> days(ByteArrayOutputStream log) {
        return new RestoreTestAge(
                        aws.client(BackupClient.builder()),
                        aws.client(SsmClient.builder()),
                        NamedValues.ofEnvironment(
                                Map.of("PLAN_NAME", "openemr_restore", "RECORDS", "/openemr-records/openemr")),
                        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
                        new EventLog(new PrintStream(log, true, StandardCharsets.UTF_8)))
                .handleRequest(Map.of(), null);
    }
}

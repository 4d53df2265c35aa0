package org.openemr.aws.functions.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.KillSwitch;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;

class FindingsDigestTest {

    private static final Map<String, Object> THIS_MORNING = Map.of("time", "2026-11-28T07:00:00Z");

    private final KillSwitch killSwitch = new KillSwitch();
    private final WatchedAccount account = new WatchedAccount(killSwitch);

    @AutoClose
    private final LocalAws aws = new LocalAws(account);

    @BeforeEach
    void theHubIsOfThisDeployment() {
        aws.answers(any(anyUrl()).willReturn(aResponse().withTransformers("watched-account")));
        account.parts.put("hub", WatchedAccount.tagged("openemr"));
    }

    @Test
    void tellsOfWhatIsNewTheWorstFirst() {
        account.checks.add(check("1", "HIGH", "S3.1 S3 general purpose buckets should block public access", "arn:b1"));
        account.checks.add(check("2", "HIGH", "S3.1 S3 general purpose buckets should block public access", "arn:b2"));
        account.checks.add(check("3", "CRITICAL", "IAM.9 MFA should be enabled for the root user", "AWS::::Account"));
        account.weaknesses.add(weakness("CVE-2026-1 - openssl", "sha256:abc"));

        digest().handleRequest(THIS_MORNING, null);

        assertThat(account.messages).singleElement().satisfies(message -> {
            assertThat(message)
                    .containsEntry("TopicArn", "arn:topic")
                    .containsEntry("Subject", "OpenEMR openemr: 4 new security findings");
            assertThat(message.get("Message")).isEqualTo("""
                            OpenEMR openemr: 4 new security findings

                            CRITICAL: IAM.9 MFA should be enabled for the root user
                              at AWS::::Account
                              what to do: https://docs.example/3

                            HIGH: S3.1 S3 general purpose buckets should block public access
                              at arn:b1
                              at arn:b2
                              what to do: https://docs.example/1

                            HIGH: CVE-2026-1 - openssl
                              at sha256:abc
                              what to do: https://nvd.example

                            See Security Hub, and Amazon Inspector for images, in the AWS console.
                            """);
        });
    }

    @Test
    void tellsEachOnceAndAgainWhenItFailsAgain() {
        account.checks.add(check("1", "HIGH", "open port", "arn:sg"));

        digest().handleRequest(THIS_MORNING, null);
        digest().handleRequest(THIS_MORNING, null);
        assertThat(account.messages).hasSize(1);

        // Security Hub does so when a check passed and fails again.
        account.checks.get(0).putObject("Workflow").put("Status", "NEW");
        digest().handleRequest(THIS_MORNING, null);
        assertThat(account.messages).hasSize(2);
    }

    @Test
    void leavesAloneWhatIsNoHighFailureThatNobodyLookedAt() {
        account.checks.add(check("1", "MEDIUM", "a", "r"));
        account.checks.add(check("2", "HIGH", "b", "r").put("RecordState", "ARCHIVED"));
        account.checks.add(check("3", "HIGH", "c", "r"));
        account.checks.get(2).putObject("Workflow").put("Status", "SUPPRESSED");
        account.checks.add(check("4", "HIGH", "d", "r"));
        account.checks.get(3).putObject("Compliance").put("Status", "PASSED");

        digest().handleRequest(THIS_MORNING, null);

        assertThat(account.messages).isEmpty();
    }

    /** Whoever made it looks at it, by statuses that are not ours to set. */
    @Test
    void readsNothingInAHubOfSomebodyElse() {
        account.parts.put("hub", WatchedAccount.tagged("clinic"));
        account.checks.add(check("1", "CRITICAL", "open port", "arn:sg"));

        digest().handleRequest(THIS_MORNING, null);

        assertThat(account.messages).isEmpty();
        assertThat(account.checks.get(0).at("/Workflow/Status").asText()).isEqualTo("NEW");
    }

    @Test
    void looksAtImagesWithoutAHub() {
        account.parts.remove("hub");
        account.weaknesses.add(weakness("CVE-2026-1 - openssl", "sha256:abc"));

        digest().handleRequest(THIS_MORNING, null);

        assertThat(account.messages).hasSize(1);
        var asked = account.weaknessesAskedFor.path("filterCriteria");
        assertThat(asked.at("/ecrImageRepositoryName/0/value").asText()).isEqualTo("openemr/openemr");
        assertThat(asked.at("/severity").toString())
                .contains("CRITICAL", "HIGH")
                .doesNotContain("MEDIUM");
        // A day, an hour ago, to the moment: each is in one day only.
        assertThat(asked.at("/firstObservedAt/0/startInclusive").decimalValue().longValueExact())
                .isEqualTo(Instant.parse("2026-11-27T06:00:00Z").getEpochSecond());
        assertThat(asked.at("/firstObservedAt/0/endInclusive").decimalValue())
                .isEqualByComparingTo(Instant.parse("2026-11-28T05:59:59Z").getEpochSecond() + ".999");
    }

    /** In the middle of it, before and behind each call: told at least once. */
    @Test
    void nothingIsLostWhereverItEnds() {
        account.checks.add(check("1", "HIGH", "open port", "arn:sg"));
        digest().handleRequest(THIS_MORNING, null);
        var calls = killSwitch.calls();

        for (var call = 1; call <= calls; call++) {
            for (var after : new boolean[] {false, true}) {
                account.messages.clear();
                account.checks.get(0).putObject("Workflow").put("Status", "NEW");
                killSwitch.arm(call, after);
                assertThatThrownBy(() -> digest().handleRequest(THIS_MORNING, null))
                        .isNotNull();
                killSwitch.arm(0, false);

                digest().handleRequest(THIS_MORNING, null);

                assertThat(account.messages).as("call %d", call).isNotEmpty();
                assertThat(account.checks.get(0).at("/Workflow/Status").asText())
                        .isEqualTo("NOTIFIED");
            }
        }
    }

    /** A first look at an account finds hundreds. */
    @Test
    void staysReadableWithManyAndNotesAll() {
        IntStream.range(0, 230).forEach(each -> {
            var check = check(String.valueOf(each), "HIGH", "kind " + each % 60, "arn:" + each);
            check.putObject("Remediation").putObject("Recommendation").put("Url", "https://docs.example");
            account.checks.add(check);
        });

        digest().handleRequest(THIS_MORNING, null);

        assertThat(account.messages).singleElement().satisfies(message -> {
            assertThat(message.get("Subject")).contains("230");
            assertThat(message.get("Message")).contains("And 10 other kinds.").hasSizeLessThan(20_000);
        });
        assertThat(account.checks)
                .allSatisfy(check ->
                        assertThat(check.at("/Workflow/Status").asText()).isEqualTo("NOTIFIED"));
    }

    private FindingsDigest digest() {
        return new FindingsDigest(
                aws.client(SecurityHubClient.builder(), ApacheHttpClient.builder()),
                aws.client(Inspector2Client.builder()),
                aws.client(SnsClient.builder()),
                Map.of("DEPLOYMENT", "openemr", "TOPIC_ARN", "arn:topic", "REPOSITORY", "openemr/openemr"),
                new EventLog(new PrintStream(OutputStream.nullOutputStream())));
    }

    private static ObjectNode check(String id, String severity, String title, String resource) {
        var check = WatchedAccount.object()
                .put("Id", id)
                .put("ProductArn", "arn:product")
                .put("Title", title)
                .put("RecordState", "ACTIVE");
        check.putObject("Severity").put("Label", severity);
        check.putObject("Workflow").put("Status", "NEW");
        check.putObject("Compliance").put("Status", "FAILED");
        check.putArray("Resources").addObject().put("Id", resource);
        check.putObject("Remediation").putObject("Recommendation").put("Url", "https://docs.example/" + id);
        return check;
    }

    private static ObjectNode weakness(String title, String image) {
        var weakness = WatchedAccount.object().put("severity", "HIGH").put("title", title);
        weakness.putArray("resources").addObject().put("id", image);
        weakness.putObject("packageVulnerabilityDetails").put("sourceUrl", "https://nvd.example");
        return weakness;
    }
}

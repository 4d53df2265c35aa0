package org.openemr.aws.functions.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.KillSwitch;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

class AccountServicesTest {

    private static final String MADE = "on, made by this deployment";
    private static final String FOUND = "on, was there before and is left as it is";

    private String bucket = "openemr-watch-records-abc";

    private final KillSwitch killSwitch = new KillSwitch();
    private final WatchedAccount account = new WatchedAccount(killSwitch);

    @AutoClose
    private final LocalAws aws = new LocalAws(account);

    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final AccountServices handler = new AccountServices(
            Map.of(
                    "threat-detector", new ThreatDetector(aws.client(GuardDutyClient.builder())),
                    "findings-hub", new FindingsHub(aws.client(SecurityHubClient.builder())),
                    "image-scanning", new ImageScanning(aws.client(Inspector2Client.builder())),
                    "recorder",
                            new Recorder(aws.client(ConfigClient.builder()), aws.client(IamClient.builder()), () -> {}),
                    "spending-monitor", new SpendingMonitor(aws.client(CostExplorerClient.builder()))),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void theAccountAnswers() {
        aws.answers(any(urlMatching("/(?!answer).*")).willReturn(aResponse().withTransformers("watched-account")));
    }

    @Test
    void turnsThreatDetectionOnForClustersThatAskForIt() {
        assertThat(state("threat-detector")).isEqualTo(MADE);

        var detector = account.parts.get("detector");
        assertThat(detector.at("/features").toString())
                .isEqualTo("[{\"name\":\"RUNTIME_MONITORING\",\"status\":\"ENABLED\"}]");
        assertThat(detector.at("/tags").toString()).isEqualTo("{\"openemr:deployment\":\"openemr\"}");
    }

    @Test
    void turnsTheHubOnWithTheFoundationalStandardOnly() {
        assertThat(state("findings-hub")).isEqualTo(MADE);

        assertThat(account.parts.get("hub").path("EnableDefaultStandards").asBoolean(true))
                .isFalse();
        assertThat(account.standards).containsExactly(WatchedAccount.STANDARD);
    }

    /** Nothing keeps who did, so nothing is said of it. */
    @Test
    void turnsScansOfImagesOn() {
        assertThat(state("image-scanning")).isEqualTo("on; AWS does not tell who turned it on");

        assertThat(account.parts.get("images").path("status").asText()).isEqualTo("ENABLED");
    }

    @Test
    void recordsEverythingOnceTheBucketAdmitsIt() {
        account.deliveriesRefused = 2;
        account.rolesRefused = 2;

        assertThat(state("recorder")).isEqualTo(MADE);

        assertThat(account.parts
                        .get("recorder")
                        .at("/recordingGroup/allSupported")
                        .asBoolean())
                .isTrue();
        assertThat(account.parts.get("recorder").path("recording").asBoolean()).isTrue();
        assertThat(account.parts.get("channel").path("s3BucketName").asText()).isEqualTo("openemr-watch-records-abc");
    }

    /** The bucket before was kept when the setting was off for a while, and nobody looks for records there. */
    @Test
    void recordsInTheBucketOfTheStackThatIsThere() {
        state("recorder");
        bucket = "openemr-watch-records-def";

        assertThat(state("recorder")).isEqualTo(MADE);

        assertThat(account.parts.get("channel").path("s3BucketName").asText()).isEqualTo("openemr-watch-records-def");
        assertThat(account.parts.get("channel").path("s3KmsKeyArn").asText()).isEqualTo("arn:key");
    }

    @Test
    void aBucketThatStaysClosedFailsTheDeployment() {
        account.deliveriesRefused = 100;

        assertThat(ask("Create", "recorder"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("InsufficientDeliveryPolicy");
    }

    @Test
    void watchesTheSpendingOfAllServices() {
        assertThat(ask("Create", "spending-monitor"))
                .extractingByKey("Data")
                .isEqualTo(new TreeMap<>(Map.of("Id", "arn:monitor:services", "State", MADE)));

        assertThat(account.parts.get("monitor").path("MonitorDimension").asText())
                .isEqualTo("SERVICE");
    }

    @Test
    void whatIsThereAndCompleteIsLeftAsItIs() {
        state("threat-detector");
        state("findings-hub");
        state("image-scanning");
        state("recorder");
        state("spending-monitor");
        account.parts.values().forEach(part -> part.remove("tags"));
        var before = account.parts.toString();

        assertThat(List.of(state("threat-detector"), state("recorder"), state("spending-monitor")))
                .containsOnly(FOUND);
        assertThat(state("findings-hub"))
                .endsWith("but whoever made it looks at its checks: this deployment tells nothing of them");
        assertThat(state("image-scanning")).startsWith("on;");

        assertThat(account.parts).hasToString(before);
    }

    /** Somebody who decided against a part of it knows why. */
    @Test
    void tellsWhatSomebodyElsesLacksAndDoesNotChangeIt() {
        account.parts.put("detector", WatchedAccount.tagged("clinic").put("status", "DISABLED"));
        account.parts.put("hub", WatchedAccount.tagged("clinic"));
        account.parts.put("recorder", partial());
        account.parts.put("images", WatchedAccount.object().put("status", "SUSPENDED"));

        assertThat(state("threat-detector"))
                .contains(
                        "is left as it is, but it is suspended (aws guardduty update-detector --detector-id d1 --enable)")
                .contains("Runtime Monitoring is off");
        assertThat(state("findings-hub")).contains("Foundational Security Best Practices is off");
        assertThat(state("recorder"))
                .contains("it does not record every type", "it has no delivery channel", "it is stopped");
        assertThat(state("image-scanning")).contains("SUSPENDED");

        assertThat(account.parts.get("detector").path("status").asText()).isEqualTo("DISABLED");
        assertThat(account.standards).isEmpty();
        assertThat(account.parts.get("recorder").path("recording").asBoolean()).isFalse();
        assertThat(account.parts).doesNotContainKey("channel");
    }

    @Test
    void whatAnOrganizationRefusesFailsWithItsWords() {
        account.inspectorRefuses = true;

        assertThat(ask("Create", "image-scanning"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("the organization decides");
    }

    /** Left by somebody whose recorder is gone: who made it gets the records. */
    @Test
    void aChannelOfSomebodyElseIsNoneOfOurs() {
        account.parts.put(
                "channel", WatchedAccount.object().put("name", "theirs").put("s3BucketName", "their-bucket-xyz"));

        assertThat(state("recorder")).isEqualTo(MADE);

        assertThat(account.parts.get("channel").path("s3BucketName").asText()).isEqualTo("their-bucket-xyz");
        assertThat(account.parts.get("recorder").path("recording").asBoolean()).isTrue();
    }

    @Test
    void theMonitorOfThisDeploymentIsItsOwnTheNextTimeToo() {
        state("spending-monitor");

        assertThat(state("spending-monitor")).isEqualTo(MADE);
    }

    /** A setting that is on means on: what somebody turned off in the console is on again with the next release. */
    @Test
    void repairsWhatThisDeploymentMade() {
        state("threat-detector");
        state("findings-hub");
        state("recorder");
        account.parts.get("detector").put("status", "DISABLED").putArray("features");
        account.standards.clear();
        account.parts.get("recorder").put("recording", false);

        assertThat(List.of(state("threat-detector"), state("findings-hub"), state("recorder")))
                .containsOnly(MADE);

        assertThat(account.parts.get("detector").path("status").asText()).isEqualTo("ENABLED");
        assertThat(account.standards).containsExactly(WatchedAccount.STANDARD);
        assertThat(account.parts.get("recorder").path("recording").asBoolean()).isTrue();
    }

    /** Wherever it is ended, also behind a call that was heard: the next deployment finishes it, and takes nothing of its own for another's. */
    @ParameterizedTest
    @ValueSource(strings = {"threat-detector", "findings-hub", "image-scanning", "recorder", "spending-monitor"})
    void isFinishedByTheNextDeploymentWhereverItEnds(String service) {
        killSwitch.arm(0, false);
        state(service);
        var calls = killSwitch.calls();
        var whole = account.parts.toString() + account.standards;
        assertThat(calls).isGreaterThan(1);

        for (var call = 1; call <= calls; call++) {
            for (var after : new boolean[] {false, true}) {
                account.parts.clear();
                account.standards.clear();
                killSwitch.arm(call, after);
                assertThat(ask("Create", service)).containsEntry("Status", "FAILED");
                killSwitch.arm(0, false);

                assertThat(ask("Create", service)).containsEntry("Status", "SUCCESS");

                assertThat(account.parts.toString() + account.standards)
                        .as("%s ended %s call %d", service, after ? "behind" : "before", call)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void turnsNothingOff() {
        state("threat-detector");
        killSwitch.arm(0, false);

        assertThat(ask("Delete", "threat-detector")).containsEntry("Status", "SUCCESS");

        assertThat(killSwitch.calls()).isZero();
        assertThat(account.parts).containsKey("detector");
    }

    private static ObjectNode partial() {
        var recorder = WatchedAccount.tagged("clinic").put("recording", false);
        recorder.putObject("recordingGroup").put("allSupported", false);
        return recorder;
    }

    private String state(String service) {
        var data = (Map<?, ?>) ask("Update", service).get("Data");
        return String.valueOf(data.get("State"));
    }

    private Map<String, Object> ask(String type, String service) {
        return cloudFormation.ask(
                handler,
                type,
                type.equals("Create") ? null : service,
                Map.of(
                        "Service", service,
                        "Deployment", "openemr",
                        "Bucket", bucket,
                        "KeyArn", "arn:key",
                        "RoleArn",
                                "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"));
    }
}

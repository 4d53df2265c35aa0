package org.openemr.aws.functions.cleanup;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

class StackCleanupTest {

    private static final String VAULT = "/backup-vaults/vault/recovery-points/";
    private static final Map<String, Object> PROPERTIES = Map.of(
            "Buckets", List.of("bucket"),
            "Vaults", List.of("vault"),
            "Clusters", List.of("db"),
            "LoadBalancers", List.of("arn:lb"),
            "RuleSets", List.of("openemr-mail"));

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);

    @BeforeEach
    void everythingIsEmpty() {
        cloudFormation.stackIs("DELETE_IN_PROGRESS");
        query("ModifyDBCluster", 200, "<ModifyDBClusterResponse/>");
        query("ModifyLoadBalancerAttributes", 200, "<ModifyLoadBalancerAttributesResponse/>");
        query("DescribeActiveReceiptRuleSet", 200, """
                <DescribeActiveReceiptRuleSetResponse><DescribeActiveReceiptRuleSetResult><Metadata>
                <Name>openemr-mail</Name></Metadata></DescribeActiveReceiptRuleSetResult></DescribeActiveReceiptRuleSetResponse>""");
        query("SetActiveReceiptRuleSet", 200, "<SetActiveReceiptRuleSetResponse/>");
        aws.answers(get(urlPathEqualTo(VAULT)).willReturn(aResponse().withBody("{\"RecoveryPoints\": []}")));
        aws.answers(delete(urlPathMatching(VAULT + ".*")).willReturn(aResponse()));
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("uploads", equalTo(""))
                .willReturn(aResponse().withBody("<ListMultipartUploadsResult/>")));
        versions("", false);
        bucketPolicy(404, "<Error><Code>NoSuchBucketPolicy</Code></Error>");
        aws.answers(put(urlPathEqualTo("/bucket"))
                .withQueryParam("policy", equalTo(""))
                .willReturn(aResponse().withStatus(204)));
        aws.answers(post(urlPathEqualTo("/bucket"))
                .withQueryParam("delete", equalTo(""))
                .willReturn(aResponse().withBody("<DeleteResult/>")));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void takesOffProtectionsAndDeactivatesTheRuleSet() {
        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(requests("Action=ModifyDBCluster&"))
                .singleElement()
                .asString()
                .contains("DBClusterIdentifier=db", "DeletionProtection=false", "ApplyImmediately=true");
        assertThat(requests("Action=ModifyLoadBalancerAttributes&"))
                .singleElement()
                .asString()
                .contains("deletion_protection.enabled", "Value=false");
        assertThat(requests("Action=SetActiveReceiptRuleSet&"))
                .singleElement()
                .asString()
                .doesNotContain("RuleSetName");
    }

    @Test
    void emptiesBucketsPageByPageWithAllVersions() {
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("versions", equalTo(""))
                .withQueryParam("key-marker", absent())
                .willReturn(aResponse().withBody("""
                        <ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>b</NextKeyMarker>
                        <NextVersionIdMarker>2</NextVersionIdMarker>
                        <Version><Key>a</Key><VersionId>1</VersionId></Version>
                        <DeleteMarker><Key>b</Key><VersionId>2</VersionId></DeleteMarker></ListVersionsResult>""")));
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("versions", equalTo(""))
                .withQueryParam("key-marker", equalTo("b"))
                .willReturn(aResponse().withBody("""
                        <ListVersionsResult><IsTruncated>false</IsTruncated>
                        <Version><Key>c</Key><VersionId>3</VersionId></Version></ListVersionsResult>""")));

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(deletions()).hasSize(2);
        assertThat(deletions().get(0)).contains("<Key>a</Key>", "<Key>b</Key>");
        assertThat(deletions().get(1)).contains("<Key>c</Key>");
    }

    @Test
    void deletesRecoveryPointsOfEveryPageAndWaitsUntilTheyAreGone() {
        aws.answers(get(urlPathEqualTo(VAULT))
                .withQueryParam("nextToken", absent())
                .inScenario("vault")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withBody(
                                "{\"RecoveryPoints\": [{\"RecoveryPointArn\": \"arn:1\"}], \"NextToken\": \"two\"}")));
        aws.answers(get(urlPathEqualTo(VAULT))
                .withQueryParam("nextToken", equalTo("two"))
                .inScenario("vault")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withBody("{\"RecoveryPoints\": [{\"RecoveryPointArn\": \"arn:2\"}]}"))
                .willSetStateTo("deleting"));
        aws.answers(get(urlPathEqualTo(VAULT))
                .inScenario("vault")
                .whenScenarioStateIs("deleting")
                .willReturn(aResponse()
                        .withBody(
                                "{\"RecoveryPoints\": [{\"RecoveryPointArn\": \"arn:2\", \"Status\": \"DELETING\"}]}"))
                .willSetStateTo("gone"));

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(deleteRequestedFor(urlPathMatching(VAULT + ".*"))))
                .hasSize(2);
    }

    @Test
    void reportsEverythingThatItCouldNotDeleteAndDoesTheRest() {
        query("ModifyDBCluster", 400, error("InvalidDBClusterStateFault", "not available"));
        aws.answers(get(urlPathEqualTo(VAULT))
                .willReturn(aResponse().withBody("{\"RecoveryPoints\": [{\"RecoveryPointArn\": \"arn:locked\"}]}")));
        aws.answers(delete(urlPathMatching(VAULT + ".*"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("x-amzn-ErrorType", "InvalidRequestException")
                        .withBody("{\"Message\": \"vault lock\"}")));
        versions("<Version><Key>held</Key><VersionId>1</VersionId></Version>", false);
        aws.answers(
                post(urlPathEqualTo("/bucket"))
                        .withQueryParam("delete", equalTo(""))
                        .willReturn(
                                aResponse()
                                        .withBody(
                                                "<DeleteResult><Error><Key>held</Key><Code>AccessDenied</Code></Error></DeleteResult>")));

        assertThat(cleanUp("delete"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("protection of db", "arn:locked", "vault lock", "bucket bucket", "held: AccessDenied");
        assertThat(requests("Action=ModifyLoadBalancerAttributes&")).hasSize(1);
    }

    @Test
    void succeedsWhenEverythingIsGoneAlready() {
        query("ModifyDBCluster", 404, error("DBClusterNotFoundFault", "gone"));
        query("ModifyLoadBalancerAttributes", 400, error("LoadBalancerNotFound", "gone"));
        aws.answers(get(urlPathEqualTo(VAULT))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("x-amzn-ErrorType", "ResourceNotFoundException")
                        .withBody("{}")));
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("uploads", equalTo(""))
                .willReturn(aResponse().withStatus(404).withBody("<Error><Code>NoSuchBucket</Code></Error>")));

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");
    }

    @Test
    void refusesWhenTheStackWasDeployedToKeepItsData() {
        assertThat(cleanUp("retain"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("nothing is deleted");
        assertThat(deletions()).isEmpty();
        assertThat(requests("Action=ModifyDBCluster&")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"})
    void actsWhenTheStackItselfGoes(String status) {
        cloudFormation.stackIs(status);

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(requests("Action=ModifyDBCluster&")).hasSize(1);
    }

    /** A trial that becomes an installation to keep, and an update that is rolled back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                "UPDATE_ROLLBACK_IN_PROGRESS",
                "UPDATE_IN_PROGRESS"
            })
    void touchesNothingWhenOnlyTheCleanUpGoes(String status) {
        cloudFormation.stackIs(status);
        versions("<Version><Key>patients</Key><VersionId>1</VersionId></Version>", false);

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(anyRequestedFor(anyUrl())))
                .as("the question, and the answer")
                .hasSize(2);
    }

    @Test
    void touchesNothingWhenItCannotTellWhetherTheStackGoes() {
        query("DescribeStacks", 403, error("AccessDenied", "not allowed"));

        assertThat(cleanUp("delete")).containsEntry("Status", "FAILED");

        assertThat(requests("Action=ModifyDBCluster&")).isEmpty();
        assertThat(deletions()).isEmpty();
    }

    @Test
    void stopsWhoWritesIntoABucketBeforeItIsEmptiedAndKeepsTheRestOfItsPolicy() {
        bucketPolicy(200, "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Tls\",\"Effect\":\"Deny\"}]}");

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(putRequestedFor(urlPathEqualTo("/bucket")).withQueryParam("policy", equalTo(""))))
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains("\"Sid\":\"Tls\"", "\"Action\":\"s3:PutObject\"", "\"arn:aws:s3:::bucket/*\""));
        var order = aws.requests(anyRequestedFor(urlPathEqualTo("/bucket"))).stream()
                .map(request -> request.getUrl())
                .toList();
        assertThat(order.indexOf("/bucket?policy")).isLessThan(order.indexOf("/bucket?versions"));
    }

    @Test
    void stopsWritersOnceHoweverOftenTheDeletionIsTried() {
        bucketPolicy(200, "{\"Statement\":[{\"Sid\":\"NoWritesWhileTheBucketIsEmptied\"}]}");

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(putRequestedFor(urlPathEqualTo("/bucket")))).isEmpty();
    }

    @Test
    void emptiesABucketWhoseWritersCannotBeStopped() {
        bucketPolicy(403, "<Error><Code>AccessDenied</Code></Error>");
        versions("<Version><Key>a</Key><VersionId>1</VersionId></Version>", false);

        assertThat(cleanUp("delete")).containsEntry("Status", "SUCCESS");

        assertThat(deletions()).hasSize(1);
    }

    @Test
    void touchesNothingInAnUpdate() {
        assertThat(cloudFormation.ask(handler("delete"), "Update", "stack-cleanup", PROPERTIES))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "stack-cleanup");
        assertThat(requests("Action=ModifyDBCluster&")).isEmpty();
        assertThat(deletions()).isEmpty();
    }

    private Map<String, Object> cleanUp(String dataOnDestroy) {
        return cloudFormation.ask(handler(dataOnDestroy), "Delete", "stack-cleanup", PROPERTIES);
    }

    private StackCleanup handler(String dataOnDestroy) {
        return new StackCleanup(
                new StackCleanup.Clients(
                        aws.client(S3Client.builder().forcePathStyle(true)),
                        aws.client(BackupClient.builder()),
                        aws.client(RdsClient.builder()),
                        aws.client(ElasticLoadBalancingV2Client.builder()),
                        aws.client(SesClient.builder()),
                        aws.client(CloudFormationClient.builder())),
                Map.of("DATA_ON_DESTROY", dataOnDestroy, "LIMIT_SECONDS", "5"),
                Clock.systemUTC(),
                Duration.ofMillis(20),
                new EventLog(new PrintStream(OutputStream.nullOutputStream())));
    }

    private void versions(String content, boolean truncated) {
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("versions", equalTo(""))
                .willReturn(aResponse()
                        .withBody("<ListVersionsResult><IsTruncated>%s</IsTruncated>%s</ListVersionsResult>"
                                .formatted(truncated, content))));
    }

    private void bucketPolicy(int status, String body) {
        aws.answers(get(urlPathEqualTo("/bucket"))
                .withQueryParam("policy", equalTo(""))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private void query(String action, int status, String body) {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=" + action + "&"))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static String error(String code, String message) {
        return "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                .formatted(code, message);
    }

    private List<String> requests(String content) {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing(content))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private List<String> deletions() {
        return aws.requests(postRequestedFor(urlPathEqualTo("/bucket")).withQueryParam("delete", equalTo(""))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }
}

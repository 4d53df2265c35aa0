package org.openemr.aws.functions.cleanup;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;

class CopiesCleanupTest {

    private static final Map<String, Object> PROPERTIES = Map.of("Buckets", List.of("one", "two"));

    @AutoClose
    private final LocalAws aws = new LocalAws();

    private final CloudFormation cloudFormation = new CloudFormation(aws);

    @BeforeEach
    void bucketsWithACopyEach() {
        cloudFormation.stackIs("DELETE_IN_PROGRESS");
        holds("one");
        holds("two");
    }

    @Test
    void emptiesTheBucketsAndStopsWhoWritesIntoThem() {
        assertThat(ask("Delete")).containsEntry("Status", "SUCCESS");

        assertThat(List.of("one", "two")).allSatisfy(bucket -> {
            assertThat(aws.requests(postRequestedFor(urlPathEqualTo("/" + bucket))))
                    .singleElement()
                    .satisfies(request -> assertThat(request.getBodyAsString()).contains("<Key>patients.csv</Key>"));
            assertThat(aws.requests(putRequestedFor(urlPathEqualTo("/" + bucket))))
                    .singleElement()
                    .satisfies(request -> assertThat(request.getBodyAsString()).contains("Deny", "s3:PutObject"));
        });
    }

    @Test
    void reportsABucketThatIsNotEmptyAndEmptiesTheOther() {
        aws.answers(
                post(urlPathEqualTo("/one"))
                        .withQueryParam("delete", equalTo(""))
                        .willReturn(
                                aResponse()
                                        .withBody(
                                                "<DeleteResult><Error><Key>patients.csv</Key><Code>AccessDenied</Code></Error></DeleteResult>")));

        assertThat(ask("Delete"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("bucket one", "AccessDenied")
                .doesNotContain("bucket two");
        assertThat(aws.requests(postRequestedFor(urlPathEqualTo("/two")))).hasSize(1);
    }

    /** The environment is thrown away with all its stores from now on, or an update is rolled back. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_IN_PROGRESS"})
    void touchesNothingWhenOnlyTheCleanUpGoes(String status) {
        cloudFormation.stackIs(status);

        assertThat(ask("Delete")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(anyRequestedFor(anyUrl())))
                .as("the question, and the answer")
                .hasSize(2);
    }

    @Test
    void touchesNothingInAnUpdate() {
        assertThat(ask("Update")).containsEntry("Status", "SUCCESS");

        assertThat(aws.requests(anyRequestedFor(anyUrl()))).as("the answer").hasSize(1);
    }

    private Map<String, Object> ask(String type) {
        var handler = new CopiesCleanup(
                aws.client(S3Client.builder().forcePathStyle(true)),
                aws.client(CloudFormationClient.builder()),
                new EventLog(new PrintStream(OutputStream.nullOutputStream())));
        return cloudFormation.ask(handler, type, "copies-cleanup", PROPERTIES);
    }

    private void holds(String bucket) {
        var path = urlPathEqualTo("/" + bucket);
        aws.answers(get(path)
                .withQueryParam("uploads", equalTo(""))
                .willReturn(aResponse().withBody("<ListMultipartUploadsResult/>")));
        aws.answers(
                get(path)
                        .withQueryParam("versions", equalTo(""))
                        .willReturn(
                                aResponse()
                                        .withBody(
                                                "<ListVersionsResult><Version><Key>patients.csv</Key><VersionId>1</VersionId></Version></ListVersionsResult>")));
        aws.answers(get(path)
                .withQueryParam("policy", equalTo(""))
                .willReturn(aResponse().withStatus(404).withBody("<Error><Code>NoSuchBucketPolicy</Code></Error>")));
        aws.answers(put(path)
                .withQueryParam("policy", equalTo(""))
                .willReturn(aResponse().withStatus(204)));
        aws.answers(post(path)
                .withQueryParam("delete", equalTo(""))
                .willReturn(aResponse().withBody("<DeleteResult/>")));
    }
}

package org.openemr.aws.functions.protection;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.efs.EfsClient;

class FileSystemPolicyTest {

    private static final String PATH = "/2015-02-01/file-systems/fs-1/policy";
    private static final Map<String, String> PROPERTIES =
            Map.of("FileSystemId", "fs-1", "Policy", "{\"Statement\":[]}");

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final FileSystemPolicy handler = new FileSystemPolicy(
            aws.client(EfsClient.builder()), new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void setsThePolicy() {
        aws.answers(put(urlPathEqualTo(PATH)).willReturn(aResponse().withBody("{}")));

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES)).containsEntry("Status", "SUCCESS");

        assertThat(requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString()).contains("{\\\"Statement\\\":[]}"));
    }

    @Test
    void failsTheDeploymentWhenThereIsNoSuchFileSystem() {
        aws.answers(put(urlPathEqualTo(PATH))
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("x-amzn-ErrorType", "FileSystemNotFound")
                        .withBody("{\"Message\":\"no fs-1\"}")));

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("no fs-1");
    }

    @Test
    void neverTakesThePolicyOff() {
        assertThat(cloudFormation.ask(handler, "Delete", "id", PROPERTIES)).containsEntry("Status", "SUCCESS");

        assertThat(requests()).isEmpty();
    }

    private List<LoggedRequest> requests() {
        return aws.requests(putRequestedFor(urlPathEqualTo(PATH)));
    }
}

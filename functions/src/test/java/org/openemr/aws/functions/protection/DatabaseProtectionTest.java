package org.openemr.aws.functions.protection;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.rds.RdsClient;

class DatabaseProtectionTest {

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final DatabaseProtection handler = new DatabaseProtection(
            aws.client(RdsClient.builder()), new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void rdsModifies() {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=ModifyDBCluster"))
                .willReturn(aResponse()
                        .withBody("<ModifyDBClusterResponse><ModifyDBClusterResult/></ModifyDBClusterResponse>")));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({"Create, true", "Update, true", "Update, false"})
    void setsWhatTheSettingsSay(String type, String isProtected) {
        assertThat(cloudFormation.ask(handler, type, type.equals("Create") ? null : "id", properties(isProtected)))
                .containsEntry("Status", "SUCCESS");

        assertThat(requests())
                .singleElement()
                .asString()
                .contains("DBClusterIdentifier=db", "DeletionProtection=" + isProtected)
                .doesNotContain("ApplyImmediately");
    }

    /** CloudFormation sends Delete also when an update takes the resource out of the template. */
    @Test
    void neverTakesTheProtectionOffBecauseItGoesItself() {
        assertThat(cloudFormation.ask(handler, "Delete", "id", properties("true")))
                .containsEntry("Status", "SUCCESS");

        assertThat(requests()).isEmpty();
    }

    @Test
    void failsTheDeploymentWhenTheClusterCannotBeProtected() {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=ModifyDBCluster"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("<ErrorResponse><Error><Code>InvalidDBClusterStateFault</Code><Message>is being"
                                + " modified</Message></Error></ErrorResponse>")));

        assertThat(cloudFormation.ask(handler, "Create", null, properties("true")))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("is being modified");
    }

    private List<String> requests() {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=ModifyDBCluster"))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private static Map<String, String> properties(String isProtected) {
        return Map.of("ClusterIdentifier", "db", "DeletionProtection", isProtected);
    }
}

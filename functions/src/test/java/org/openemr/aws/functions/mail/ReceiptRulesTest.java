package org.openemr.aws.functions.mail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.ses.SesClient;

class ReceiptRulesTest {

    private static final Map<String, String> PROPERTIES = Map.of("RuleSetName", "openemr-mail");

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ReceiptRules handler =
            new ReceiptRules(aws.client(SesClient.builder()), new EventLog(new PrintStream(log)));

    @BeforeEach
    void sesWorks() {
        aws.answers(
                post(anyUrl())
                        .withRequestBody(containing("Action=SetActiveReceiptRuleSet"))
                        .willReturn(
                                aResponse()
                                        .withBody(
                                                "<SetActiveReceiptRuleSetResponse><SetActiveReceiptRuleSetResult/></SetActiveReceiptRuleSetResponse>")));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void activatesTheRuleSetWhereNoneIsActive() {
        active("");

        var answer = cloudFormation.ask(handler, "Create", null, PROPERTIES);

        assertThat(answer)
                .containsEntry("PhysicalResourceId", "openemr-mail")
                .containsEntry("Data", Map.of("Replaced", "none"));
        assertThat(activated()).containsExactly("openemr-mail");
    }

    @Test
    void reportsTheRuleSetThatWasActiveAndPutsItBack() {
        active("other");
        var answer = cloudFormation.ask(handler, "Create", null, PROPERTIES);
        assertThat(answer).containsEntry("Data", Map.of("Replaced", "other"));
        assertThat(log.toString()).contains("\"rule-set-replaced\"", "\"before\":\"other\"");

        active("openemr-mail");
        cloudFormation.ask(handler, "Delete", (String) answer.get("PhysicalResourceId"), PROPERTIES);

        assertThat(activated()).containsExactly("openemr-mail", "other");
    }

    @Test
    void keepsItsIdentityInAnUpdateSoThatNothingIsDeleted() {
        active("openemr-mail");

        var answer = cloudFormation.ask(handler, "Update", "openemr-mail/before/other", PROPERTIES);

        assertThat(answer)
                .containsEntry("PhysicalResourceId", "openemr-mail/before/other")
                .containsEntry("Data", Map.of("Replaced", "other"));
        assertThat(activated()).isEmpty();
    }

    @Test
    void leavesNoneActiveWhereNoneWas() {
        active("openemr-mail");

        cloudFormation.ask(handler, "Delete", "openemr-mail", PROPERTIES);

        assertThat(activated()).containsExactly("");
    }

    @Test
    void leavesARuleSetAloneThatSomebodyActivatedSince() {
        active("newer");

        cloudFormation.ask(handler, "Delete", "openemr-mail/before/other", PROPERTIES);

        assertThat(activated()).isEmpty();
    }

    @Test
    void leavesNoneActiveWhenTheOneBeforeIsGone() {
        active("openemr-mail");
        aws.answers(post(anyUrl())
                .withRequestBody(containing("RuleSetName=other"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("<ErrorResponse><Error><Code>RuleSetDoesNotExist</Code></Error></ErrorResponse>")));

        var answer = cloudFormation.ask(handler, "Delete", "openemr-mail/before/other", PROPERTIES);

        assertThat(answer).containsEntry("Status", "SUCCESS");
        assertThat(activated()).containsExactly("other", "");
    }

    @Test
    void tellsCloudFormationWhenSesRefuses() {
        aws.answers(
                post(anyUrl())
                        .withRequestBody(containing("DescribeActive"))
                        .willReturn(
                                aResponse()
                                        .withStatus(403)
                                        .withBody(
                                                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>")));

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("not allowed");
    }

    private void active(String name) {
        var metadata = name.isEmpty() ? "" : "<Metadata><Name>" + name + "</Name></Metadata>";
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=DescribeActiveReceiptRuleSet"))
                .willReturn(aResponse()
                        .withBody("<DescribeActiveReceiptRuleSetResponse><DescribeActiveReceiptRuleSetResult>"
                                + metadata
                                + "</DescribeActiveReceiptRuleSetResult></DescribeActiveReceiptRuleSetResponse>")));
    }

    private List<String> activated() {
        return aws
                .requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=SetActiveReceiptRuleSet")))
                .stream()
                .map(request -> request.getBodyAsString())
                .map(body -> body.contains("RuleSetName=") ? body.replaceAll(".*RuleSetName=([^&]*).*", "$1") : "")
                .toList();
    }
}

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.StackState;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ses.SesClient;

class ReceiptRulesTest {

    private static final Map<String, String> OWN =
            Map.of("RuleSetName", "openemr-mail", "RuleName", "openemr-help", "Own", "true");
    private static final Map<String, String> SHARED =
            Map.of("RuleSetName", "shared", "RuleName", "openemr-help", "Own", "false");

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ReceiptRules handler = new ReceiptRules(
            aws.client(SesClient.builder()),
            new StackState(aws.client(CloudFormationClient.builder())),
            new EventLog(new PrintStream(log)));

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

    @ParameterizedTest
    @ValueSource(strings = {"openemr-mail", "shared"})
    void activatesTheRuleSetWhereNoneIsActive(String name) {
        active("");

        var answer = cloudFormation.ask(handler, "Create", null, name.equals("shared") ? SHARED : OWN);

        assertThat(answer).containsEntry("Status", "SUCCESS").containsEntry("PhysicalResourceId", name);
        assertThat(activated()).containsExactly(name);
    }

    /** Somebody's mail comes in through it. */
    @Test
    void refusesToTakeThePlaceOfAnotherRuleSet() {
        active("other");
        cloudFormation.stackIs("CREATE_IN_PROGRESS");

        assertThat(cloudFormation.ask(handler, "Create", null, OWN))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("'other' is active", "ses_receipt_rule_set");
        assertThat(activated()).isEmpty();
    }

    @Test
    void leavesTheActiveRuleSetThatItIsToldToUse() {
        active("shared");

        assertThat(cloudFormation.ask(handler, "Create", null, SHARED)).containsEntry("Status", "SUCCESS");
        cloudFormation.ask(handler, "Delete", "shared", SHARED);

        assertThat(activated()).isEmpty();
    }

    /** Its own is active: who wants another one makes it active, and knows when mail comes in through it. */
    @Test
    void doesNotMoveToASharedRuleSetBeforeSomebodyMadeItActive() {
        active("openemr-mail");
        cloudFormation.stackIs("UPDATE_IN_PROGRESS");

        assertThat(cloudFormation.ask(handler, "Update", "openemr-mail", SHARED))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("make 'shared' the active one");

        active("shared");
        assertThat(cloudFormation.ask(handler, "Update", "openemr-mail", SHARED))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "openemr-mail");
        assertThat(activated()).isEmpty();
    }

    /** Whatever is active then, and whoever made it so. */
    @Test
    void refusesAndReplacesNothingOnTheWayBack() {
        active("other");
        cloudFormation.stackIs("UPDATE_ROLLBACK_IN_PROGRESS");

        assertThat(cloudFormation.ask(handler, "Update", "openemr-mail", OWN)).containsEntry("Status", "SUCCESS");
        assertThat(activated()).isEmpty();
    }

    /** Others' rules are in it. */
    @Test
    void doesNotMoveFromASharedRuleSetToItsOwn() {
        active("shared");
        cloudFormation.stackIs("UPDATE_IN_PROGRESS");

        assertThat(cloudFormation.ask(handler, "Update", "shared", OWN)).containsEntry("Status", "FAILED");
        assertThat(activated()).isEmpty();
    }

    /** A second deployment's, that was told to use it. */
    @Test
    void keepsItsRuleSetWhileOthersHaveRulesInIt() {
        active("openemr-mail", "openemr-help", "drill-help");

        assertThat(cloudFormation.ask(handler, "Delete", "openemr-mail", OWN))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("[drill-help]");
        assertThat(activated()).isEmpty();
    }

    @Test
    void leavesNoneActiveWhenItsOwnGoes() {
        active("openemr-mail", "openemr-help");

        cloudFormation.ask(handler, "Delete", "openemr-mail", OWN);

        assertThat(activated()).containsExactly("");
    }

    @Test
    void leavesARuleSetAloneThatSomebodyActivatedSince() {
        active("newer");

        assertThat(cloudFormation.ask(handler, "Delete", "openemr-mail", OWN)).containsEntry("Status", "SUCCESS");
        assertThat(activated()).isEmpty();
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

        assertThat(cloudFormation.ask(handler, "Create", null, OWN))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("not allowed");
    }

    private void active(String name, String... rules) {
        var metadata = name.isEmpty() ? "" : "<Metadata><Name>" + name + "</Name></Metadata>";
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=DescribeActiveReceiptRuleSet"))
                .willReturn(aResponse()
                        .withBody("<DescribeActiveReceiptRuleSetResponse><DescribeActiveReceiptRuleSetResult>"
                                + metadata
                                + "<Rules>"
                                + Stream.of(rules)
                                        .map(rule -> "<member><Name>" + rule + "</Name></member>")
                                        .collect(Collectors.joining())
                                + "</Rules>"
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

package org.openemr.aws.functions.protection;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.not;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.matching.ContentPattern;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.ec2.Ec2Client;

class DefaultSecurityGroupTest {

    private static final Map<String, String> PROPERTIES = Map.of("GroupId", "sg-default");

    @AutoClose
    private final LocalAws aws = new LocalAws();

    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final DefaultSecurityGroup handler = new DefaultSecurityGroup(
            aws.client(Ec2Client.builder()), new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void revocationsSucceed() {
        answer("RevokeSecurityGroupIngress", "<return>true</return>");
        answer("RevokeSecurityGroupEgress", "<return>true</return>");
    }

    /** Those of a VPC with IPv6 addresses, on two pages. */
    @Test
    void takesEveryRuleOff() {
        page(
                not(containing("NextToken=")),
                rule("sgr-in", false) + rule("sgr-out-4", true),
                "<nextToken>two</nextToken>");
        page(containing("NextToken=two"), rule("sgr-out-6", true), "");

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES)).containsEntry("Status", "SUCCESS");

        assertThat(requests("DescribeSecurityGroupRules"))
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.getBodyAsString()).contains("Filter.1.Name=group-id", "sg-default"));
        assertThat(requests("RevokeSecurityGroupIngress"))
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains("GroupId=sg-default", "sgr-in")
                        .doesNotContain("sgr-out"));
        assertThat(requests("RevokeSecurityGroupEgress"))
                .singleElement()
                .satisfies(request -> assertThat(request.getBodyAsString())
                        .contains("GroupId=sg-default", "sgr-out-4", "sgr-out-6")
                        .doesNotContain("sgr-in"));
    }

    @Test
    void doesNothingWhenItIsClosedAlready() {
        page(not(containing("NextToken=")), "", "");

        assertThat(cloudFormation.ask(handler, "Update", "default-security-group", PROPERTIES))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "default-security-group");

        assertThat(requests("Revoke")).isEmpty();
    }

    @Test
    void failsTheDeploymentWhenItStaysOpen() {
        page(not(containing("NextToken=")), rule("sgr-in", false), "");
        aws.answers(
                post(anyUrl())
                        .withRequestBody(containing("Action=RevokeSecurityGroupIngress"))
                        .willReturn(
                                aResponse()
                                        .withStatus(403)
                                        .withBody(
                                                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>not allowed</Message></Error></Errors></Response>")));

        assertThat(cloudFormation.ask(handler, "Create", null, PROPERTIES))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("not allowed");
    }

    @Test
    void neverOpensItAgain() {
        assertThat(cloudFormation.ask(handler, "Delete", "default-security-group", PROPERTIES))
                .containsEntry("Status", "SUCCESS");

        assertThat(requests("Action=")).isEmpty();
    }

    private static String rule(String id, boolean outbound) {
        return "<item><securityGroupRuleId>%s</securityGroupRuleId><isEgress>%s</isEgress></item>"
                .formatted(id, outbound);
    }

    private void page(ContentPattern<?> request, String rules, String nextToken) {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=DescribeSecurityGroupRules"))
                .withRequestBody(request)
                .willReturn(aResponse()
                        .withBody(
                                "<DescribeSecurityGroupRulesResponse><securityGroupRuleSet>%s</securityGroupRuleSet>%s</DescribeSecurityGroupRulesResponse>"
                                        .formatted(rules, nextToken))));
    }

    private void answer(String action, String content) {
        aws.answers(post(anyUrl())
                .withRequestBody(containing("Action=" + action))
                .willReturn(aResponse().withBody("<%sResponse>%s</%sResponse>".formatted(action, content, action))));
    }

    private List<LoggedRequest> requests(String part) {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing(part)));
    }
}

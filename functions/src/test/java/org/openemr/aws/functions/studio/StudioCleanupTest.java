package org.openemr.aws.functions.studio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
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
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.StackState;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

class StudioCleanupTest {

    private static final Map<String, String> PROPERTIES = Map.of("DomainId", "d-1");

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);

    @BeforeEach
    void nothingIsThere() {
        cloudFormation.stackIs("DELETE_IN_PROGRESS");
        sageMaker("ListApps", 200, "{\"Apps\": []}");
        sageMaker("ListSpaces", 200, "{\"Spaces\": []}");
        sageMaker("ListUserProfiles", 200, "{\"UserProfiles\": []}");
        sageMaker("DeleteApp", 200, "{}");
        sageMaker("DeleteSpace", 200, "{}");
        sageMaker("DeleteUserProfile", 200, "{}");
        sageMaker("DeleteDomain", 200, "{}");
        sageMaker("DescribeDomain", 400, "{\"__type\": \"ResourceNotFound\", \"message\": \"no domain\"}");
        ec2("DescribeSecurityGroups", 200, "<securityGroupInfo/>");
        ec2("RevokeSecurityGroup", 200, "<return>true</return>");
        ec2("DeleteSecurityGroup", 200, "<return>true</return>");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void takesADomainApartAndDeletesItsFiles() {
        once(
                "ListApps",
                "{\"Apps\": [{\"AppName\": \"a\", \"AppType\": \"JupyterLab\", \"SpaceName\": \"s\", \"Status\": \"InService\"},"
                        + "{\"AppName\": \"old\", \"AppType\": \"JupyterLab\", \"SpaceName\": \"s\", \"Status\": \"Deleted\"}]}");
        once("ListSpaces", "{\"Spaces\": [{\"SpaceName\": \"s\"}]}");
        once("ListUserProfiles", "{\"UserProfiles\": [{\"UserProfileName\": \"u\"}]}");
        once("DescribeDomain", "{\"Status\": \"Deleting\"}");
        ec2("DescribeSecurityGroups", 200, """
                <securityGroupInfo><item><groupId>sg-in</groupId><groupName>security-group-for-inbound-nfs-d-1</groupName>
                <ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>2049</fromPort><toPort>2049</toPort>
                <groups><item><groupId>sg-out</groupId></item></groups></item></ipPermissions></item></securityGroupInfo>""");

        assertThat(delete("delete")).containsEntry("Status", "SUCCESS");

        assertThat(sent("DeleteApp")).hasSize(1).allMatch(body -> body.contains("\"AppName\":\"a\""));
        assertThat(sent("DeleteSpace")).hasSize(1);
        assertThat(sent("DeleteUserProfile")).hasSize(1);
        assertThat(sent("DeleteDomain")).singleElement().asString().contains("\"HomeEfsFileSystem\":\"Delete\"");
        assertThat(ec2Requests("RevokeSecurityGroupIngress")).isEqualTo(1);
        assertThat(ec2Requests("DeleteSecurityGroup")).isEqualTo(1);
    }

    @Test
    void succeedsWhenEverythingIsGoneAlready() {
        sageMaker("DeleteDomain", 400, "{\"__type\": \"ResourceNotFound\", \"message\": \"no domain\"}");

        assertThat(delete("delete")).containsEntry("Status", "SUCCESS");
    }

    @Test
    void waitsUntilNoNetworkInterfaceUsesTheGroups() {
        ec2(
                "DescribeSecurityGroups",
                200,
                "<securityGroupInfo><item><groupId>sg-in</groupId></item></securityGroupInfo>");
        aws.answers(ec2("DeleteSecurityGroup")
                .inScenario("interfaces")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(
                        aResponse()
                                .withStatus(400)
                                .withBody(
                                        "<Response><Errors><Error><Code>DependencyViolation</Code></Error></Errors></Response>"))
                .willSetStateTo("gone"));

        assertThat(delete("delete")).containsEntry("Status", "SUCCESS");
        assertThat(ec2Requests("DeleteSecurityGroup")).isEqualTo(2);
    }

    @Test
    void reportsWhatIsStillThereWhenTimeIsUp() {
        sageMaker(
                "ListApps",
                200,
                "{\"Apps\": [{\"AppName\": \"a\", \"AppType\": \"JupyterLab\", \"Status\": \"Deleting\"}]}");

        assertThat(delete("delete"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("Still there: apps of the domain d-1");
        assertThat(sent("DeleteDomain")).isEmpty();
    }

    /** A trial that becomes an installation to keep. */
    @Test
    void touchesNothingWhenOnlyTheCleanUpGoes() {
        cloudFormation.stackIs("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");

        assertThat(delete("delete")).containsEntry("Status", "SUCCESS");

        assertThat(sent("DeleteDomain")).isEmpty();
        assertThat(sent("DeleteSpace")).isEmpty();
        assertThat(ec2Requests("DeleteSecurityGroup")).isZero();
    }

    @Test
    void refusesWhenDataIsToBeKept() {
        assertThat(delete("retain"))
                .containsEntry("Status", "FAILED")
                .extractingByKey("Reason")
                .asString()
                .contains("nothing is deleted");
        assertThat(sent("DeleteDomain")).isEmpty();
    }

    @Test
    void doesNothingInAnUpdateAndKeepsItsIdentity() {
        assertThat(cloudFormation.ask(handler("delete"), "Update", "studio-cleanup", PROPERTIES))
                .containsEntry("PhysicalResourceId", "studio-cleanup");
        assertThat(sent("DeleteDomain")).isEmpty();
    }

    private Map<String, Object> delete(String dataOnDestroy) {
        return cloudFormation.ask(handler(dataOnDestroy), "Delete", "studio-cleanup", PROPERTIES);
    }

    private StudioCleanup handler(String dataOnDestroy) {
        return new StudioCleanup(
                aws.client(SageMakerClient.builder()),
                aws.client(Ec2Client.builder()),
                new StackState(aws.client(CloudFormationClient.builder())),
                Map.of("DATA_ON_DESTROY", dataOnDestroy, "LIMIT_SECONDS", "1"),
                Clock.systemUTC(),
                Duration.ofMillis(50),
                new EventLog(new PrintStream(OutputStream.nullOutputStream())));
    }

    private void sageMaker(String operation, int status, String body) {
        aws.answers(
                sageMaker(operation).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    /** The first answer; afterwards what was there before is the answer again. */
    private void once(String operation, String body) {
        aws.answers(sageMaker(operation)
                .inScenario(operation)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withBody(body))
                .willSetStateTo("gone"));
    }

    private static MappingBuilder sageMaker(String operation) {
        return post(anyUrl()).withHeader("X-Amz-Target", equalTo("SageMaker." + operation));
    }

    private void ec2(String action, int status, String content) {
        aws.answers(ec2(action)
                .willReturn(aResponse().withStatus(status).withBody("<Response>" + content + "</Response>")));
    }

    private static MappingBuilder ec2(String action) {
        return post(anyUrl()).withRequestBody(containing("Action=" + action));
    }

    private List<String> sent(String operation) {
        return aws
                .requests(postRequestedFor(anyUrl()).withHeader("X-Amz-Target", equalTo("SageMaker." + operation)))
                .stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private int ec2Requests(String action) {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=" + action + "&")))
                .size();
    }
}

package org.openemr.aws.functions.mail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.CloudFormation;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SmtpCredentialsTest {

    private static final String NEW_KEY = "AKIANEW";

    private final LocalAws aws = new LocalAws();
    private final CloudFormation cloudFormation = new CloudFormation(aws);
    private final SmtpCredentials handler = new SmtpCredentials(
            aws.client(IamClient.builder()),
            aws.client(SecretsManagerClient.builder()),
            Map.of("SMTP_USER", "sender", "SMTP_SECRET_ARN", "arn:secret", "AWS_REGION", "eu-central-1"),
            new EventLog(new PrintStream(OutputStream.nullOutputStream())));

    @BeforeEach
    void awsWorks() {
        aws.answers(iam("CreateAccessKey").willReturn(aResponse().withBody("""
                <CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey>
                <UserName>sender</UserName><AccessKeyId>%s</AccessKeyId><Status>Active</Status>
                <SecretAccessKey>some+secret+key</SecretAccessKey>
                </AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>""".formatted(NEW_KEY))));
        aws.answers(iam("DeleteAccessKey").willReturn(aResponse().withBody("<DeleteAccessKeyResponse/>")));
        aws.answers(secrets("PutSecretValue").willReturn(aResponse().withBody("{}")));
        secretHolds("{\"username\":\"none yet\",\"password\":\"random\"}");
        userHas();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void makesAKeyAndStoresTheDerivedPasswordOnly() {
        var answer = cloudFormation.ask(handler, "Create", null, Map.of());

        assertThat(answer).containsEntry("Status", "SUCCESS").containsEntry("PhysicalResourceId", "sender");
        assertThat(stored())
                .singleElement()
                .asString()
                .contains(NEW_KEY, "BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2")
                .doesNotContain("some+secret+key");
        assertThat(answer.toString()).doesNotContain("BMXh", "some+secret+key");
    }

    @Test
    void changesNothingWhileTheSecretNamesAnActiveKey() {
        secretHolds("{\"username\":\"AKIAOLD\",\"password\":\"p\"}");
        userHas("AKIAOLD Active");

        cloudFormation.ask(handler, "Update", "sender", Map.of());
        var invoked = handler.handleRequest(Map.of(), null);

        assertThat(invoked).containsEntry("accessKeyId", "AKIAOLD");
        assertThat(stored()).isEmpty();
        assertThat(created()).isZero();
    }

    @Test
    void replacesAKeyThatWasDeactivated() {
        secretHolds("{\"username\":\"AKIAOLD\",\"password\":\"p\"}");
        userHas("AKIAOLD Inactive");

        assertThat(handler.handleRequest(Map.of(), null)).containsEntry("accessKeyId", NEW_KEY);

        assertThat(deleted()).containsExactly("AKIAOLD");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void rotatesAndLeavesTheKeyBeforeForTheMeantime() {
        secretHolds("{\"username\":\"AKIAOLD\",\"password\":\"p\"}");
        userHas("AKIAOLD Active");

        assertThat(handler.handleRequest(Map.of("action", "rotate"), null)).containsEntry("accessKeyId", NEW_KEY);

        assertThat(deleted()).isEmpty();
        assertThat(stored()).hasSize(1);
    }

    /** The rotation before was not seen to its end: OpenEMR may use either key. */
    @Test
    void aRotationThatIsNotOverGoesOnWithItsKey() {
        secretHolds("{\"username\":\"AKIANEWER\",\"password\":\"p\"}");
        userHas("AKIAOLD Active 2026-01-01T00:00:00Z", "AKIANEWER Active 2026-11-26T00:00:00Z");

        assertThat(handler.handleRequest(Map.of("action", "rotate"), null))
                .containsEntry("accessKeyId", "AKIANEWER")
                .containsEntry("made", false);

        assertThat(created()).isZero();
        assertThat(deleted()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    /** Killed before its password was stored: nobody can use that key. */
    @Test
    void aNewerKeyThatTheSecretDoesNotNameMakesRoom() {
        secretHolds("{\"username\":\"AKIAOLD\",\"password\":\"p\"}");
        userHas("AKIAOLD Active 2026-01-01T00:00:00Z", "AKIALOST Active 2026-11-26T00:00:00Z");
        aws.answers(iam("DeleteAccessKey").willReturn(aResponse().withBody("<DeleteAccessKeyResponse/>")));
        forgetsKeysThatAreDeleted("AKIAOLD Active 2026-01-01T00:00:00Z");

        assertThat(handler.handleRequest(Map.of("action", "rotate"), null))
                .containsEntry("accessKeyId", NEW_KEY)
                .containsEntry("made", true);

        assertThat(deleted()).containsExactly("AKIALOST");
    }

    /** The newer key was deactivated by hand while OpenEMR still has the older. */
    @Test
    void anActiveKeyStaysWhenAnInactiveOneMakesRoom() {
        secretHolds("{\"username\":\"AKIANEWER\",\"password\":\"p\"}");
        userHas("AKIAOLD Active 2026-01-01T00:00:00Z", "AKIANEWER Inactive 2026-11-26T00:00:00Z");
        forgetsKeysThatAreDeleted("AKIAOLD Active 2026-01-01T00:00:00Z");

        handler.handleRequest(Map.of(), null);

        assertThat(deleted()).containsExactly("AKIANEWER");
        assertThat(stored()).hasSize(1);
    }

    /** The answer got lost, the password did not. */
    @Test
    void keepsAKeyWhosePasswordIsStoredAllTheSame() {
        userHas("AKIAOLD Active");
        aws.answers(secrets("GetSecretValue")
                .inScenario("lost")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withBody("{\"SecretString\":\"{\\\"username\\\":\\\"AKIAOLD\\\"}\"}"))
                .willSetStateTo("stored"));
        aws.answers(secrets("GetSecretValue")
                .inScenario("lost")
                .whenScenarioStateIs("stored")
                .willReturn(aResponse()
                        .withBody("{\"SecretString\":\"{\\\"username\\\":\\\"%s\\\"}\"}".formatted(NEW_KEY))));
        aws.answers(
                secrets("PutSecretValue").willReturn(aResponse().withStatus(400).withBody("{\"__type\":\"Lost\"}")));

        assertThat(handler.handleRequest(Map.of("action", "rotate"), null)).containsEntry("accessKeyId", NEW_KEY);

        assertThat(deleted()).isEmpty();
    }

    @Test
    void retiresAllButTheKeyInTheSecret() {
        secretHolds("{\"username\":\"AKIANEW\",\"password\":\"p\"}");
        userHas("AKIAOLD Active", "AKIANEW Active");

        assertThat(handler.handleRequest(Map.of("action", "retire"), null)).containsEntry("accessKeyId", "AKIANEW");

        assertThat(deleted()).containsExactly("AKIAOLD");
    }

    @Test
    void retiresNothingWhenTheSecretNamesNoActiveKey() {
        secretHolds("{\"username\":\"AKIANEW\",\"password\":\"p\"}");
        userHas("AKIAOLD Active", "AKIANEW Inactive");

        assertThatThrownBy(() -> handler.handleRequest(Map.of("action", "retire"), null))
                .hasMessageContaining("nothing is removed");

        assertThat(deleted()).isEmpty();
    }

    @Test
    void takesAKeyBackWhosePasswordCannotBeStored() {
        aws.answers(secrets("PutSecretValue")
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}")));

        var answer = cloudFormation.ask(handler, "Create", null, Map.of());

        assertThat(answer).containsEntry("Status", "FAILED");
        assertThat(answer.get("Reason").toString()).contains("cannot be stored").doesNotContain("some+secret+key");
        assertThat(deleted()).containsExactly(NEW_KEY);
    }

    @Test
    void removesAllKeysSoThatTheUserCanBeDeleted() {
        userHas("AKIAOLD Active", "AKIAOLDER Inactive");

        assertThat(cloudFormation.ask(handler, "Delete", "sender", Map.of())).containsEntry("Status", "SUCCESS");

        assertThat(deleted()).containsExactly("AKIAOLD", "AKIAOLDER");
    }

    @Test
    void succeedsInRemovingFromAUserThatIsGone() {
        aws.answers(iam("ListAccessKeys")
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody("<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>")));

        assertThat(cloudFormation.ask(handler, "Delete", "sender", Map.of())).containsEntry("Status", "SUCCESS");
    }

    private void secretHolds(String value) {
        aws.answers(secrets("GetSecretValue")
                .willReturn(aResponse().withBody("{\"SecretString\":\"" + value.replace("\"", "\\\"") + "\"}")));
    }

    private void userHas(String... keys) {
        aws.answers(iam("ListAccessKeys").willReturn(aResponse().withBody(listOf(keys))));
    }

    private static String listOf(String... keys) {
        var members = Stream.of(keys)
                .map(key -> key.split(" "))
                .map(key ->
                        "<member><AccessKeyId>%s</AccessKeyId><Status>%s</Status><CreateDate>%s</CreateDate></member>"
                                .formatted(key[0], key[1], key.length > 2 ? key[2] : "2026-01-01T00:00:00Z"))
                .collect(Collectors.joining());
        return """
                <ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata>%s</AccessKeyMetadata>
                <IsTruncated>false</IsTruncated></ListAccessKeysResult></ListAccessKeysResponse>""".formatted(members);
    }

    /** IAM names these keys when one has been deleted. */
    private void forgetsKeysThatAreDeleted(String... left) {
        aws.answers(iam("DeleteAccessKey")
                .inScenario("keys")
                .willReturn(aResponse().withBody("<DeleteAccessKeyResponse/>"))
                .willSetStateTo("deleted"));
        aws.answers(iam("ListAccessKeys")
                .inScenario("keys")
                .whenScenarioStateIs("deleted")
                .willReturn(aResponse().withBody(listOf(left))));
    }

    private static MappingBuilder iam(String action) {
        return post(anyUrl()).withRequestBody(containing("Action=" + action + "&"));
    }

    private static MappingBuilder secrets(String operation) {
        return post(anyUrl()).withHeader("X-Amz-Target", equalTo("secretsmanager." + operation));
    }

    private List<String> stored() {
        return aws
                .requests(
                        postRequestedFor(anyUrl()).withHeader("X-Amz-Target", equalTo("secretsmanager.PutSecretValue")))
                .stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private int created() {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=CreateAccessKey")))
                .size();
    }

    private List<String> deleted() {
        return aws.requests(postRequestedFor(anyUrl()).withRequestBody(containing("Action=DeleteAccessKey"))).stream()
                .map(request -> request.getBodyAsString().replaceAll(".*AccessKeyId=([A-Z0-9]+).*", "$1"))
                .toList();
    }
}

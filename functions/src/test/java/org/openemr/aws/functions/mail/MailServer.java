package org.openemr.aws.functions.mail;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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

import com.fasterxml.jackson.jr.ob.JSON;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.fixtures.LocalAws;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** A bucket with one received message, Amazon SES, and the forwarder between them. */
final class MailServer implements AutoCloseable {

    static final String ID = "0a1b2c3d4e5f";
    static final String ADDRESS = "help@clinic.example.org";
    static final String FORWARD_TO = "clinic@example.net";

    private static final String SEND = "/v2/email/outbound-emails";
    private static final String RECEIVED = "/mail-bucket/received/" + ID;
    private static final String MARK = "/mail-bucket/handled/" + ID;
    private static final String MARKING = "marking";
    private static final String MARKED = "marked";

    private final LocalAws aws = new LocalAws();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Map<String, String> environment = Map.of(
            "MAIL_BUCKET", "mail-bucket",
            "RECEIVED_PREFIX", "received/",
            "HANDLED_PREFIX", "handled/",
            "UNTOLD_PREFIX", "untold/",
            "MAIL_ADDRESS", ADDRESS,
            "FORWARD_TO", FORWARD_TO,
            "IDENTITY_ARN", "arn:aws:ses:us-east-1:111122223333:identity/clinic.example.org");
    private final S3Client s3 = aws.client(S3Client.builder().forcePathStyle(true));
    private final SesV2Client ses = aws.client(SesV2Client.builder()
            .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry())));
    private final EventLog log = new EventLog(new PrintStream(logged, true, StandardCharsets.UTF_8));
    private final MailForwarder forwarder = new MailForwarder(s3, ses, environment, log);

    MailServer(byte[] message) {
        aws.answers(get(urlPathEqualTo(RECEIVED)).willReturn(aResponse().withBody(message)));
        aws.answers(put(urlPathEqualTo(MARK)).willReturn(aResponse()));
        aws.answers(delete(urlPathEqualTo(MARK)).willReturn(aResponse().withStatus(204)));
        // S3 takes a mark on the condition that there is none, once.
        aws.answers(put(urlPathEqualTo(MARK))
                .withHeader("If-None-Match", equalTo("*"))
                .inScenario(MARKING)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse())
                .willSetStateTo(MARKED));
        aws.answers(put(urlPathEqualTo(MARK))
                .withHeader("If-None-Match", equalTo("*"))
                .inScenario(MARKING)
                .whenScenarioStateIs(MARKED)
                .willReturn(aResponse().withStatus(412)));
        aws.answers(delete(urlPathEqualTo(MARK))
                .inScenario(MARKING)
                .willReturn(aResponse().withStatus(204))
                .willSetStateTo(Scenario.STARTED));
        aws.answers(put(urlPathMatching("/mail-bucket/untold/.*")).willReturn(aResponse()));
        aws.answers(post(urlPathEqualTo("/mail-bucket")).willReturn(aResponse().withBody("<DeleteResult/>")));
        sesAnswers(aResponse().withBody("{\"MessageId\": \"sent-1\"}"));
    }

    /** The notes that lie in the bucket, by their keys behind the prefix. */
    void notesAre(String... keys) {
        var contents = Stream.of(keys)
                .map(
                        "<Contents><Key>untold/%s</Key><LastModified>2026-11-26T05:00:00Z</LastModified></Contents>"
                                ::formatted)
                .collect(Collectors.joining());
        aws.answers(get(urlPathEqualTo("/mail-bucket"))
                .withQueryParam("list-type", equalTo("2"))
                .withQueryParam("prefix", equalTo("untold/"))
                .willReturn(aResponse().withBody("<ListBucketResult>" + contents + "</ListBucketResult>")));
    }

    /** The keys of the notes that were written, behind the prefix, in order. */
    List<String> notes() {
        return aws.requests(putRequestedFor(urlPathMatching("/mail-bucket/untold/.*"))).stream()
                .map(request -> request.getUrl().split("[?]")[0].substring("/mail-bucket/untold/".length()))
                .toList();
    }

    /** What the bucket was asked to delete at once. */
    List<String> deletions() {
        return aws.requests(postRequestedFor(urlPathEqualTo("/mail-bucket"))).stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    void bucketRefusesDeletions() {
        aws.answers(post(urlPathEqualTo("/mail-bucket"))
                .willReturn(aResponse()
                        .withBody(
                                "<DeleteResult><Error><Key>k</Key><Code>InternalError</Code></Error></DeleteResult>")));
    }

    /** SES refuses the first message, and takes the next. */
    void sesRefusesOnce(String code, String message) {
        aws.answers(post(urlPathEqualTo(SEND))
                .inScenario("refusal")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("x-amzn-ErrorType", code)
                        .withBody("{\"message\": \"" + message + "\"}"))
                .willSetStateTo("over"));
        aws.answers(post(urlPathEqualTo(SEND))
                .inScenario("refusal")
                .whenScenarioStateIs("over")
                .willReturn(aResponse().withBody("{\"MessageId\": \"sent-1\"}")));
    }

    void noMarkIsThere(int status) {
        aws.answers(get(urlPathMatching("/mail-bucket/handled/.*"))
                .willReturn(aResponse().withStatus(status).withBody("<Error><Code>NoSuchKey</Code></Error>")));
    }

    /** Tells of what was not forwarded. */
    void tell() {
        new MailDigest(s3, ses, environment, log).handleRequest(Map.of(), null);
    }

    void sesAnswers(ResponseDefinitionBuilder answer) {
        aws.answers(post(urlPathEqualTo(SEND)).willReturn(answer));
    }

    void sesRefuses(int status, String code, String message) {
        sesAnswers(aResponse()
                .withStatus(status)
                .withHeader("x-amzn-ErrorType", code)
                .withBody("{\"message\": \"" + message + "\"}"));
    }

    /** SES takes the message, and its answer gets lost. */
    void sesAnswerGetsLost() {
        sesAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    void sesWorks() {
        sesAnswers(aResponse().withBody("{\"MessageId\": \"sent-1\"}"));
    }

    /** What the mark of the message says. */
    void markIs(String content) {
        aws.answers(get(urlPathEqualTo(MARK)).willReturn(aResponse().withBody(content)));
    }

    void messageIsMissing() {
        aws.answers(get(urlPathEqualTo(RECEIVED))
                .willReturn(aResponse().withStatus(404).withBody("<Error><Code>NoSuchKey</Code></Error>")));
    }

    void deliver() {
        deliver("PASS", "PASS");
    }

    void deliver(String spam, String virus) {
        forwarder.handleRequest(
                Map.of(
                        "Records",
                        List.of(Map.of(
                                "ses",
                                Map.of(
                                        "mail", Map.of("messageId", ID),
                                        "receipt",
                                                Map.of(
                                                        "spamVerdict", Map.of("status", spam),
                                                        "virusVerdict", Map.of("status", virus)))))),
                null);
    }

    /** What SES was asked to send, in order. */
    List<Sent> sent() {
        return aws.requests(postRequestedFor(urlPathEqualTo(SEND))).stream()
                .map(request -> Sent.of(request.getBodyAsString()))
                .toList();
    }

    int releases() {
        return aws.requests(deleteRequestedFor(urlPathEqualTo(MARK))).size();
    }

    String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        aws.close();
    }

    /** One request to send. */
    record Sent(String from, List<String> to, byte[] raw) {

        @SuppressWarnings("unchecked")
        private static Sent of(String body) {
            try {
                var request = JSON.std.mapFrom(body);
                var content = (Map<String, Map<String, String>>) request.get("Content");
                var destination = (Map<String, List<String>>) request.get("Destination");
                if (destination.size() != 1) {
                    throw new AssertionError("Sent to others too: " + destination);
                }
                return new Sent(
                        (String) request.get("FromEmailAddress"),
                        destination.get("ToAddresses"),
                        Base64.getDecoder().decode(content.get("Raw").get("Data")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

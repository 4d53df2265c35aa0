package org.openemr.aws.functions.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Tells the alarm topic once a day of new findings of high severity: failed checks of Security Hub, where this deployment made the hub, and
 * weaknesses of images in the deployment's repository. A hub that somebody else made is that one's to look at, and nothing in it is
 * changed. What fails between the message and the note in the hub is told twice, never not at all.
 */
public final class FindingsDigest implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    /** What one message tells of; the rest is told the next day. */
    private static final int MOST_FINDINGS = 2000;

    private static final Duration DAY = Duration.ofDays(1);

    /** What Amazon Inspector finds can be read a while later. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private final FindingsHub hub;
    private final HubFindings hubFindings;
    private final ImageFindings imageFindings;
    private final SnsClient sns;
    private final NamedValues environment;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public FindingsDigest() {
        this(
                // It notes with PATCH.
                SecurityHubClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build(),
                Inspector2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SnsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                System.getenv(),
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param environment {@code DEPLOYMENT}, {@code TOPIC_ARN}, and {@code REPOSITORY} where there is one
     */
    FindingsDigest(
            SecurityHubClient securityHub,
            Inspector2Client inspector,
            SnsClient sns,
            Map<String, String> environment,
            EventLog log) {
        hub = new FindingsHub(securityHub);
        hubFindings = new HubFindings(securityHub);
        imageFindings = new ImageFindings(inspector);
        this.sns = sns;
        this.environment = NamedValues.ofEnvironment(environment);
        this.log = log;
    }

    /** The event says for which day: one that is tried again tells of the same. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var end = Instant.parse(NamedValues.ofEvent(event).text("time")).minus(SETTLED);
        var checks = ownHub() ? hubFindings.untold(MOST_FINDINGS) : List.<AwsSecurityFinding>of();
        var images = environment
                .optionalText("REPOSITORY")
                .map(repository -> imageFindings.between(end.minus(DAY), end, repository))
                .orElse(List.of());
        var all = Stream.concat(checks.stream().map(HubFindings::read), images.stream())
                .toList();
        if (!all.isEmpty()) {
            var text = new DigestText(environment.text("DEPLOYMENT"), all);
            sns.publish(publish -> publish.topicArn(environment.text("TOPIC_ARN"))
                    .subject(text.subject())
                    .message(text.body()));
        }
        var untaken = hubFindings.told(checks);
        if (untaken > 0) {
            log.warn("findings-not-noted", Map.of("count", untaken));
        }
        log.info("findings-digest", Map.of("checks", checks.size(), "images", images.size()));
        return Map.of();
    }

    private boolean ownHub() {
        return hub.arn()
                .filter(arn -> hub.isOf(arn, new DeploymentTag(environment.text("DEPLOYMENT"))))
                .isPresent();
    }
}

package org.openemr.aws.operator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Makes clients with the credentials, region and endpoint that the user's surroundings give. */
public final class Aws {

    /** Throttled calls are repeated with growing pauses; more often than by default, as nobody is harmed by waiting. */
    private static final int MOST_ATTEMPTS = 6;

    /** How long a call may take in all, in seconds, where nothing else is said: {@code OPENEMR_CALL_LIMIT}. */
    private static final String LIMIT = "OPENEMR_CALL_LIMIT";

    private static final long USUAL_LIMIT = 60;

    /** The variables that hold keys. */
    public static final Set<String> KEYS = Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AMAZON_ACCESS_KEY_ID",
            "AMAZON_SECRET_ACCESS_KEY",
            "AMAZON_SESSION_TOKEN");

    /** A throttled call was not begun. */
    private static final RetryStrategy ONLY_WHEN_REFUSED = DefaultRetryStrategy.standardStrategyBuilder()
            .maxAttempts(MOST_ATTEMPTS)
            .useClientDefaults(false)
            .retryOnException(e -> e instanceof AwsServiceException refusal && refusal.isThrottlingException())
            .build();

    /** Ends calls that take too long; without it every client has threads of its own for that, as long as the program runs. */
    private static final ScheduledExecutorService TIMEOUTS = DaemonThreads.clock("timeouts");

    private final Optional<String> profile;
    private final boolean profileGiven;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final Optional<URI> endpoint;
    private final Duration limit;
    private final WaitingNotice notice;

    /**
     * For the given options, or what the environment says where they are absent.
     *
     * @param environment {@code AWS_ENDPOINT_URL} replaces the endpoints of all services
     * @param person is told what is waited for when it takes long
     * @throws NoRegionException when no region is known
     */
    public Aws(
            Optional<String> profile,
            Optional<String> givenRegion,
            Map<String, String> environment,
            Consumer<String> person) {
        var defaultProfile = variable(environment, "AWS_DEFAULT_PROFILE");
        this.profileGiven = profile.isPresent();
        this.profile = profile.or(() -> variable(environment, "AWS_PROFILE")).or(() -> defaultProfile);
        this.region = givenRegion
                .or(() -> variable(environment, "AWS_REGION"))
                .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
                .map(Aws::region)
                .orElseGet(this::regionOfProfile);
        this.endpoint = variable(environment, "AWS_ENDPOINT_URL").map(Aws::endpoint);
        this.limit = variable(environment, LIMIT).map(Aws::limit).orElse(Duration.ofSeconds(USUAL_LIMIT));
        this.notice = new WaitingNotice(person, limit);
        this.credentials = new TimedCredentials(credentials(profile, defaultProfile, environment), limit, person);
    }

    private Aws(Aws other, Region region) {
        this.profile = other.profile;
        this.profileGiven = other.profileGiven;
        this.credentials = other.credentials;
        this.region = region;
        this.endpoint = other.endpoint;
        this.limit = other.limit;
        this.notice = other.notice;
    }

    /** The same account in another region. */
    public Aws in(String otherRegion) {
        return new Aws(this, region(otherRegion));
    }

    /** A variable that is empty is none. */
    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Region region(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw Failure.usage("'%s' is no region.".formatted(name));
        }
        return Region.of(name);
    }

    private static URI endpoint(String url) {
        if (!url.matches("https?://[^\\s/?#]+(/\\S*)?")) {
            throw Failure.usage("AWS_ENDPOINT_URL must be an address such as http://localhost:5000.");
        }
        return URI.create(url);
    }

    private static Duration limit(String seconds) {
        if (!seconds.matches("[1-9][0-9]{0,5}")) {
            throw Failure.usage("%s must be a number of seconds.".formatted(LIMIT));
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Whether the environment names an endpoint, where buckets are paths and not hosts. */
    public boolean hasGivenEndpoint() {
        return endpoint.isPresent();
    }

    public Region region() {
        return region;
    }

    public Optional<String> profile() {
        return profile;
    }

    /** Whether the command line names the profile, which comes before keys in the environment then. */
    public boolean isProfileGiven() {
        return profileGiven;
    }

    /**
     * A client whose call may take long and is repeated only when AWS did not take it: what was begun once must not be begun twice.
     *
     * @param longest how long an answer is waited for
     */
    public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C clientThatWaits(
            B builder, Duration longest) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(longest))
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration ->
                        configuration.scheduledExecutorService(TIMEOUTS).retryStrategy(ONLY_WHEN_REFUSED))
                .build();
    }

    /** A client of a service. */
    public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration
                        .addExecutionInterceptor(notice)
                        .scheduledExecutorService(TIMEOUTS)
                        .apiCallTimeout(limit)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_ATTEMPTS)
                                .build()))
                .build();
    }

    /** A profile that is named on the command line comes first, then keys in the environment, then the SDK's own chain. */
    private static AwsCredentialsProvider credentials(
            Optional<String> profile, Optional<String> defaultProfile, Map<String, String> environment) {
        if (profile.isPresent()) {
            return ProfileCredentialsProvider.create(profile.get());
        }
        var id = variable(environment, "AWS_ACCESS_KEY_ID");
        var key = variable(environment, "AWS_SECRET_ACCESS_KEY");
        var token = variable(environment, "AWS_SESSION_TOKEN");
        if (id.isEmpty() || key.isEmpty()) {
            var chain = DefaultCredentialsProvider.builder();
            // The CDK and AWS's command line know a second name of the variable, which the SDK does not.
            defaultProfile
                    .filter(name -> variable(environment, "AWS_PROFILE").isEmpty())
                    .ifPresent(chain::profileName);
            return chain.build();
        }
        return StaticCredentialsProvider.create(
                token.isEmpty()
                        ? AwsBasicCredentials.create(id.get(), key.get())
                        : AwsSessionCredentials.create(id.get(), key.get(), token.get()));
    }

    private Region regionOfProfile() {
        try {
            var chain = DefaultAwsRegionProviderChain.builder();
            profile.ifPresent(chain::profileName);
            return chain.build().getRegion();
        } catch (SdkClientException e) {
            throw new NoRegionException(e);
        }
    }
}

package org.openemr.aws.operator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** A throttled call was not begun. */
    private static final RetryStrategy ONLY_WHEN_REFUSED = DefaultRetryStrategy.standardStrategyBuilder()
            .maxAttempts(MOST_ATTEMPTS)
            .useClientDefaults(false)
            .retryOnException(e -> e instanceof AwsServiceException refusal && refusal.isThrottlingException())
            .build();

    private final Optional<String> profile;
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
        this.notice = new WaitingNotice(person);
        this.profile = profile.or(() -> Optional.ofNullable(environment.get("AWS_PROFILE")));
        this.credentials = credentials(profile, environment);
        this.region = givenRegion
                .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .map(Region::of)
                .orElseGet(this::regionOfProfile);
        this.endpoint = Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                .filter(url -> !url.isBlank())
                .map(URI::create);
        this.limit = Duration.ofSeconds(
                Optional.ofNullable(environment.get(LIMIT)).map(Long::parseLong).orElse(USUAL_LIMIT));
    }

    public Region region() {
        return region;
    }

    public Optional<String> profile() {
        return profile;
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
                .overrideConfiguration(configuration -> configuration.retryStrategy(ONLY_WHEN_REFUSED))
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
                        .apiCallTimeout(limit)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_ATTEMPTS)
                                .build()))
                .build();
    }

    /** A profile that is named on the command line comes first, then keys in the environment, then the SDK's own chain. */
    private static AwsCredentialsProvider credentials(Optional<String> profile, Map<String, String> environment) {
        if (profile.isPresent()) {
            return ProfileCredentialsProvider.create(profile.get());
        }
        var id = environment.get("AWS_ACCESS_KEY_ID");
        var key = environment.get("AWS_SECRET_ACCESS_KEY");
        var token = environment.get("AWS_SESSION_TOKEN");
        if (id == null || key == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                token == null ? AwsBasicCredentials.create(id, key) : AwsSessionCredentials.create(id, key, token));
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

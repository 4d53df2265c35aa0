package org.openemr.aws.operator.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credentials that come in time, or not at all: the SDK's limit of a call begins when they are there, and a program of the profile, or a silent
 * endpoint, may take for ever.
 */
final class TimedCredentials implements AwsCredentialsProvider {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(DaemonThreads.named("credentials"));

    private final AwsCredentialsProvider source;
    private final Duration limit;
    private final Consumer<String> person;

    /**
     * Credentials from elsewhere.
     *
     * @param person is told that they are waited for when it takes long
     */
    TimedCredentials(AwsCredentialsProvider source, Duration limit, Consumer<String> person) {
        this.source = source;
        this.limit = limit;
        this.person = person;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        var usual = WaitingNotice.silence(limit);
        var silence = usual.compareTo(limit) < 0 ? usual : limit;
        var coming = CompletableFuture.supplyAsync(source::resolveCredentials, THREADS);
        try {
            return within(coming, silence);
        } catch (TimeoutException e) {
            person.accept("Waiting for credentials ...");
        }
        try {
            return within(coming, limit.minus(silence));
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new Failure(
                    ExitStatus.NOT_PERMITTED,
                    "No credentials came in time: what the profile signs in with does not answer. Try `aws sts get-caller-identity`.",
                    e);
        }
    }

    private static AwsCredentials within(CompletableFuture<AwsCredentials> coming, Duration time)
            throws TimeoutException {
        try {
            return coming.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while waiting for credentials.");
        }
    }
}

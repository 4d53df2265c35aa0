package org.openemr.aws.operator.aws;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Says what is waited for when AWS takes its time: silence looks like a program that hangs. */
final class WaitingNotice implements ExecutionInterceptor {

    private static final Duration LEAST = Duration.ofSeconds(5);

    /** Of a longer time, what passes in silence. */
    private static final int PART = 12;

    private static final ExecutionAttribute<Future<?>> NOTICE = new ExecutionAttribute<>("OpenEmrWaitingNotice");

    private static final ScheduledExecutorService CLOCK = DaemonThreads.clock("waiting notices");

    private final Consumer<String> person;
    private final Duration silence;

    /**
     * Notices for a person.
     *
     * @param person is told
     * @param limit how long a call may take
     */
    WaitingNotice(Consumer<String> person, Duration limit) {
        this.person = person;
        this.silence = silence(limit);
    }

    /** How long nobody is told. */
    static Duration silence(Duration limit) {
        var part = limit.dividedBy(PART);
        return part.compareTo(LEAST) > 0 ? part : LEAST;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        attributes.putAttribute(
                NOTICE,
                CLOCK.schedule(
                        () -> person.accept("Waiting for AWS: %s, %s ...".formatted(service, operation)),
                        silence.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        attributes.getAttribute(NOTICE).cancel(false);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        attributes.getAttribute(NOTICE).cancel(false);
    }
}

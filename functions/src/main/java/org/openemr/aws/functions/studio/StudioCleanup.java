package org.openemr.aws.functions.studio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.Pause;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.StackState;
import org.openemr.aws.functions.customresource.ThrowAwayCleanup;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * Takes a Studio domain apart before CloudFormation deletes it, with all that people made in it and that would block the
 * deletion: running apps, spaces, the home file system, and the security groups that SageMaker makes for it. Part of
 * throw-away environments only. What is gone already is no error, so that a deletion can be repeated.
 */
public final class StudioCleanup extends ThrowAwayCleanup {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final StudioDomain domain;
    private final HomeSecurityGroups groups;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Duration pause;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public StudioCleanup() {
        this(
                SageMakerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Ec2Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new StackState(CloudFormationClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()),
                System.getenv(),
                Clock.systemUTC(),
                PAUSE,
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param environment {@code DATA_ON_DESTROY}, and {@code LIMIT_SECONDS}, after which it gives up
     * @param pause how long to wait between two looks
     */
    StudioCleanup(
            SageMakerClient sageMaker,
            Ec2Client ec2,
            StackState stack,
            Map<String, String> environment,
            Clock clock,
            Duration pause,
            EventLog log) {
        super(stack, environment, log);
        this.domain = new StudioDomain(sageMaker, log);
        this.groups = new HomeSecurityGroups(ec2, log);
        this.environment = environment;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        return new CustomResourceAnswer(request.physicalId().orElse("studio-cleanup"), Map.of());
    }

    @Override
    protected void destroy(CustomResourceRequest request) {
        var id = request.property("DomainId");
        var end = clock.instant().plusSeconds(Long.parseLong(environment.get("LIMIT_SECONDS")));
        domain.deleteApps(id);
        await(end, "apps of the domain " + id, () -> !domain.hasApps(id));
        domain.deleteSpacesAndProfiles(id);
        await(end, "spaces and user profiles of the domain " + id, () -> !domain.hasSpacesOrProfiles(id));
        domain.deleteWithFiles(id);
        await(end, "the domain " + id, () -> !domain.exists(id));
        await(end, "security groups of the domain " + id, () -> groups.delete(id));
    }

    private void await(Instant end, String what, BooleanSupplier gone) {
        while (!gone.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("Still there: " + what + ". Delete the stack again to go on.");
            }
            Pause.real(pause);
        }
    }
}

package org.openemr.aws.functions.cleanup;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.StackState;
import org.openemr.aws.functions.customresource.ThrowAwayCleanup;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Prepares the stores of a stack for their deletion, before CloudFormation deletes them: takes off deletion protection,
 * deactivates the receipt rule set, deletes recovery points, stops who writes into buckets and empties them with all versions.
 * Each step is tried whatever became of the one before, and
 * everything that could not be done is reported at the end; a deletion can be repeated.
 */
public final class StackCleanup extends ThrowAwayCleanup {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final String IDENTITY = "stack-cleanup";

    private final Protections protections;
    private final BucketCleanup buckets;
    private final VaultContents vaults;
    private final Map<String, String> environment;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public StackCleanup() {
        this(
                new Clients(
                        S3Client.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        BackupClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        RdsClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        ElasticLoadBalancingV2Client.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        SesClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        CloudFormationClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()),
                System.getenv(),
                Clock.systemUTC(),
                PAUSE,
                new EventLog());
    }

    /** The clients of the services that are cleaned up. */
    record Clients(
            S3Client s3,
            BackupClient backup,
            RdsClient rds,
            ElasticLoadBalancingV2Client loadBalancers,
            SesClient ses,
            CloudFormationClient cloudFormation) {}

    /**
     * For tests: given clients.
     *
     * @param environment {@code DATA_ON_DESTROY}, and {@code LIMIT_SECONDS}, after which it waits no longer
     * @param pause how long to wait between two looks
     */
    StackCleanup(Clients clients, Map<String, String> environment, Clock clock, Duration pause, EventLog log) {
        super(new StackState(clients.cloudFormation()), environment, log);
        this.protections = new Protections(clients.rds(), clients.loadBalancers(), clients.ses());
        this.buckets = new BucketCleanup(clients.s3(), log);
        this.vaults = new VaultContents(clients.backup(), clock, pause);
        this.environment = environment;
        this.log = log;
    }

    /** Nothing is touched in an ordinary update, and the identity never changes, so that none looks like a deletion. */
    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        return new CustomResourceAnswer(IDENTITY, Map.of());
    }

    @Override
    protected void destroy(CustomResourceRequest request) {
        var failures = new ArrayList<String>();
        request.texts("Clusters")
                .forEach(cluster ->
                        attempt(failures, "protection of " + cluster, () -> protections.unprotectCluster(cluster)));
        request.texts("LoadBalancers")
                .forEach(
                        arn -> attempt(failures, "protection of " + arn, () -> protections.unprotectLoadBalancer(arn)));
        request.texts("RuleSets")
                .forEach(name ->
                        attempt(failures, "receipt rule set " + name, () -> protections.deactivateRuleSet(name)));
        var limit = Duration.ofSeconds(Long.parseLong(environment.get("LIMIT_SECONDS")));
        request.texts("Vaults").forEach(vault -> vaults.empty(vault, limit).forEach(failures::add));
        request.texts("Buckets")
                .forEach(bucket ->
                        attempt(failures, "bucket " + bucket, () -> buckets.empty(bucket, request.stackId())));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Not deleted: " + String.join("; ", failures));
        }
    }

    private void attempt(List<String> failures, String what, Runnable step) {
        try {
            step.run();
            log.info("cleaned-up", Map.of("what", what));
        } catch (RuntimeException e) {
            log.warn("not-cleaned-up", Map.of("what", what, "error", String.valueOf(e.getMessage())));
            failures.add(what + " (" + e.getMessage() + ")");
        }
    }
}

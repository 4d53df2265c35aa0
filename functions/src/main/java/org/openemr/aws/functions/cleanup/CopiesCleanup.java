package org.openemr.aws.functions.cleanup;

import java.util.ArrayList;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import org.openemr.aws.functions.customresource.StackState;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Empties {@code Buckets} that hold copies only, of data that is kept elsewhere, when their stack is deleted. When this resource
 * goes and the stack stays, nothing is touched. Compare <a href="https://github.com/aws/aws-cdk/issues/16603">aws-cdk#16603</a>.
 */
public final class CopiesCleanup extends CustomResourceHandler {

    private static final String IDENTITY = "copies-cleanup";

    private final StackState stack;
    private final BucketCleanup buckets;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public CopiesCleanup() {
        this(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                CloudFormationClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: given clients. */
    CopiesCleanup(S3Client s3, CloudFormationClient cloudFormation, EventLog log) {
        super(log);
        this.stack = new StackState(cloudFormation);
        this.buckets = new BucketCleanup(s3, log);
        this.log = log;
    }

    /** Nothing is touched in an ordinary update, and the identity never changes, so that none looks like a deletion. */
    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        return new CustomResourceAnswer(IDENTITY, Map.of());
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        if (!stack.isGoing(request.stackId())) {
            log.info("kept", Map.of("stack", request.stackId(), "reason", "the stack stays, only its clean-up goes"));
            return;
        }
        var failures = new ArrayList<String>();
        for (var bucket : request.texts("Buckets")) {
            try {
                buckets.empty(bucket, request.stackId());
            } catch (RuntimeException e) {
                failures.add("bucket " + bucket + " (" + e.getMessage() + ")");
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Not deleted: " + String.join("; ", failures));
        }
    }
}

package org.openemr.aws.analytics;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * Empties the buckets of exports when the stack is deleted, also where data is retained: they hold copies. In a throw-away
 * environment the clean-up of all stores does it.
 */
final class ExportsDeletion extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(15);

    ExportsDeletion(Construct scope, Deployment deployment, Upstream upstream, AnalyticsStore store) {
        super(scope, "ExportsDeletion");
        var buckets = List.of(store.databaseExports(), store.fileExports());
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.COPIES_CLEANUP,
                upstream.functions(),
                HandlerFunction.Options.timeout(TIMEOUT));
        StackCleanup.maySeeItsStack(function);
        buckets.forEach(bucket -> StackCleanup.mayEmpty(
                function, bucket, "Everything in a bucket of copies, which is deleted with this stack."));
        function.customResource(
                this,
                "Resource",
                "Custom::OpenEmrCopiesCleanup",
                TIMEOUT,
                Map.of("Buckets", buckets.stream().map(Bucket::getBucketName).toList()));
    }
}

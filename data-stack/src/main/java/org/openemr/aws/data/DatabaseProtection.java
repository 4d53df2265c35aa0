package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Protects the cluster from deletion when everything else of the stack is there: CloudFormation refuses to delete a protected
 * cluster also when it takes a failed deployment back, and a restore that failed would be in the way of the next. The template
 * leaves the property out, so that CloudFormation's own changes of the cluster leave it alone.
 */
final class DatabaseProtection extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(2);

    DatabaseProtection(
            Construct scope,
            Deployment deployment,
            String clusterIdentifier,
            boolean isProtected,
            FunctionSupport support) {
        super(scope, "DatabaseProtection");
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.DATABASE_PROTECTION,
                support,
                HandlerFunction.Options.timeout(TIMEOUT));
        function.allow(
                List.of("rds:ModifyDBCluster"),
                List.of(Stack.of(this)
                        .formatArn(ArnComponents.builder()
                                .service("rds")
                                .resource("cluster")
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .resourceName(clusterIdentifier)
                                .build())));
        function.customResource(
                this,
                "Resource",
                "Custom::OpenEmrDatabaseProtection",
                Map.of("ClusterIdentifier", clusterIdentifier, "DeletionProtection", String.valueOf(isProtected)));
    }

    /** Protects after everything else that can fail. */
    DatabaseProtection after(IDependable... others) {
        getNode().addDependency(others);
        return this;
    }
}

package org.openemr.aws.functions.protection;

import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Sets the deletion protection of a cluster to what the resource's properties say: {@code ClusterIdentifier} and {@code
 * DeletionProtection}. As a property of the cluster itself it would be there from the first moment, and a deployment that fails
 * after that could not be taken back. It never takes protection off because it goes itself.
 */
public final class DatabaseProtection extends CustomResourceHandler {

    private final RdsClient rds;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public DatabaseProtection() {
        this(
                RdsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: a given client. */
    DatabaseProtection(RdsClient rds, EventLog log) {
        super(log);
        this.rds = rds;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var cluster = request.property("ClusterIdentifier");
        var isProtected = Boolean.parseBoolean(request.property("DeletionProtection"));
        // Applied at once in any case; to ask for it would also apply whatever waits for the maintenance window.
        rds.modifyDBCluster(modify -> modify.dbClusterIdentifier(cluster).deletionProtection(isProtected));
        log.info("database-protection", Map.of("cluster", cluster, "protected", String.valueOf(isProtected)));
        return new CustomResourceAnswer(request.physicalId().orElse("database-protection"), Map.of());
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        // What is protected stays so.
    }
}

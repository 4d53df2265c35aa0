package org.openemr.aws.functions.protection;

import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.efs.EfsClient;

/**
 * Gives a file system that no template makes the policy of those that a template makes: {@code FileSystemId} and {@code Policy},
 * which is JSON. Without one EFS lets every client of the network in as root, and without TLS. It never takes the policy off.
 */
public final class FileSystemPolicy extends CustomResourceHandler {

    private final EfsClient efs;
    private final EventLog log;

    /** The constructor that Lambda calls: a client for the function's own region and role. */
    public FileSystemPolicy() {
        this(
                EfsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                new EventLog());
    }

    /** For tests: a given client. */
    FileSystemPolicy(EfsClient efs, EventLog log) {
        super(log);
        this.efs = efs;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var fileSystem = request.property("FileSystemId");
        efs.putFileSystemPolicy(put -> put.fileSystemId(fileSystem).policy(request.property("Policy")));
        log.info("file-system-policy", Map.of("fileSystem", fileSystem));
        return new CustomResourceAnswer(request.physicalId().orElse("file-system-policy"), Map.of());
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        // What is protected stays so.
    }
}

package org.openemr.aws.operator.aws;

import org.openemr.aws.contracts.Layer;

/** The values of the contract that commands use. */
public enum Part {
    ADMINISTRATOR_SECRET(Layer.SECURITY, "administrator-secret-arn"),
    LOAD_BALANCER(Layer.NETWORK, "load-balancer-arn"),
    BACKUP_ROLE(Layer.DATA, "backup-role-arn"),
    BACKUP_VAULT(Layer.DATA, "backup-vault-name"),
    CACHE(Layer.DATA, "cache-name"),
    DATABASE(Layer.DATA, "database-arn"),
    DATABASE_IDENTIFIER(Layer.DATA, "database-identifier"),
    DATABASE_READER(Layer.DATA, "database-reader-endpoint"),
    DATABASE_WRITER(Layer.DATA, "database-writer-endpoint"),
    DATABASE_USER_SECRET(Layer.DATA, "database-user-secret-arn"),
    DATABASE_ADMINISTRATOR_SECRET(Layer.DATA, "database-administrator-secret-arn"),
    SITES_FILE_SYSTEM(Layer.DATA, "sites-file-system-id"),
    SSL_FILE_SYSTEM(Layer.DATA, "ssl-file-system-id"),
    CLUSTER(Layer.COMPUTE, "cluster-name"),
    SERVICE(Layer.COMPUTE, "service-name"),
    DATABASE_SCHEMA(Layer.COMPUTE, "database-schema"),
    TASK_LOGS(Layer.COMPUTE, "log-group-name"),
    SITE_ADDRESS(Layer.COMPUTE, "site-address"),
    DATABASE_EXPORT_FUNCTION(Layer.ANALYTICS, "database-export-function"),
    FILE_EXPORT_FUNCTION(Layer.ANALYTICS, "file-export-function");

    private final Layer layer;
    private final String parameter;

    Part(Layer layer, String parameter) {
        this.layer = layer;
        this.parameter = parameter;
    }

    public Layer layer() {
        return layer;
    }

    /** The last part of the parameter's path. */
    public String parameter() {
        return parameter;
    }
}

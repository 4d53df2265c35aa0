package org.openemr.aws.contracts;

/** What DataStack publishes. */
public final class DataContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.DATA);

    public static final Output DATABASE_IDENTIFIER = CONTRACT.output("database-identifier", "Aurora cluster");
    public static final Output DATABASE_ARN = CONTRACT.output("database-arn", "ARN of the Aurora cluster");
    public static final Output DATABASE_WRITER_ENDPOINT =
            CONTRACT.output("database-writer-endpoint", "Host name of the writer");
    public static final Output DATABASE_READER_ENDPOINT =
            CONTRACT.output("database-reader-endpoint", "Host name of the readers");
    public static final Output DATABASE_ADMINISTRATOR_SECRET_ARN =
            CONTRACT.output("database-administrator-secret-arn", "Secret of the cluster's administrator");
    public static final Output DATABASE_USER_SECRET_ARN =
            CONTRACT.output("database-user-secret-arn", "Secret of OpenEMR's own database user");
    public static final Output CACHE_NAME = CONTRACT.output("cache-name", "Valkey cache");
    public static final Output CACHE_ENDPOINT = CONTRACT.output("cache-endpoint", "Host name of the cache");
    public static final Output CACHE_USER_ID = CONTRACT.output("cache-user-id", "User of the cache in ElastiCache");
    public static final Output CACHE_USER_SECRET_ARN =
            CONTRACT.output("cache-user-secret-arn", "Secret of the cache user");
    public static final Output SITES_FILE_SYSTEM_ID =
            CONTRACT.output("sites-file-system-id", "File system of documents and configuration");
    public static final Output SSL_FILE_SYSTEM_ID =
            CONTRACT.output("ssl-file-system-id", "File system of certificates");
    public static final Output BACKUP_VAULT_NAME = CONTRACT.output("backup-vault-name", "Vault of recovery points");
    public static final Output BACKUP_ROLE_ARN = CONTRACT.output("backup-role-arn", "Role that AWS Backup assumes");
    public static final Output BACKUP_COPY_VAULT_ARNS = CONTRACT.optional(
            "backup-copy-vault-arns", "Vaults that recovery points are copied to, with commas between");
    public static final Output IMAGE_REPOSITORY_NAME =
            CONTRACT.optional("image-repository-name", "Repository of OpenEMR's image in Amazon ECR");
    public static final Output IMAGE_REPOSITORY_URI =
            CONTRACT.optional("image-repository-uri", "How tasks name the repository of OpenEMR's image");

    private DataContract() {}
}

package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.FileSystemAttributes;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/**
 * What DataStack gives to the layers below it.
 *
 * @param database the Aurora cluster
 * @param databaseAdministrator user name and password of the cluster's administrator; for the set-up task only
 * @param databaseUser user name and password that OpenEMR itself connects with
 * @param cache the Valkey cache
 * @param cacheUser user name and password for the cache
 * @param sites the file system with documents and configuration
 * @param ssl the file system with the certificates that the tasks serve
 * @param backup where recovery points go
 */
public record DataOutputs(
        Database database,
        ISecret databaseAdministrator,
        ISecret databaseUser,
        Cache cache,
        ISecret cacheUser,
        IFileSystem sites,
        IFileSystem ssl,
        Backup backup) {

    /**
     * The Aurora cluster.
     *
     * @param identifier its identifier
     * @param arn its ARN
     * @param writerEndpoint the host name that follows the writer
     * @param readerEndpoint the host name that balances over the readers
     */
    public record Database(String identifier, String arn, String writerEndpoint, String readerEndpoint) {}

    /**
     * The cache.
     *
     * @param name its name
     * @param endpoint the host name for reading and writing, port 6379
     */
    public record Cache(String name, String endpoint) {}

    /**
     * Where recovery points go.
     *
     * @param vaultName the vault
     * @param roleArn the role that AWS Backup assumes
     */
    public record Backup(String vaultName, String roleArn) {}

    private static final Output<DataOutputs> DATABASE_IDENTIFIER = new Output<>(
            "database-identifier",
            "Aurora cluster",
            outputs -> outputs.database().identifier());
    private static final Output<DataOutputs> DATABASE_ARN = new Output<>(
            "database-arn",
            "ARN of the Aurora cluster",
            outputs -> outputs.database().arn());
    private static final Output<DataOutputs> WRITER_ENDPOINT = new Output<>(
            "database-writer-endpoint",
            "Host name of the writer",
            outputs -> outputs.database().writerEndpoint());
    private static final Output<DataOutputs> READER_ENDPOINT = new Output<>(
            "database-reader-endpoint",
            "Host name of the readers",
            outputs -> outputs.database().readerEndpoint());
    private static final Output<DataOutputs> ADMINISTRATOR_SECRET_ARN = new Output<>(
            "database-administrator-secret-arn",
            "Secret of the cluster's administrator",
            outputs -> outputs.databaseAdministrator().getSecretArn());
    private static final Output<DataOutputs> USER_SECRET_ARN = new Output<>(
            "database-user-secret-arn",
            "Secret of OpenEMR's own database user",
            outputs -> outputs.databaseUser().getSecretArn());
    private static final Output<DataOutputs> CACHE_NAME = new Output<>(
            "cache-name", "Valkey cache", outputs -> outputs.cache().name());
    private static final Output<DataOutputs> CACHE_ENDPOINT = new Output<>(
            "cache-endpoint",
            "Host name of the cache",
            outputs -> outputs.cache().endpoint());
    private static final Output<DataOutputs> CACHE_SECRET_ARN = new Output<>(
            "cache-user-secret-arn",
            "Secret of the cache user",
            outputs -> outputs.cacheUser().getSecretArn());
    private static final Output<DataOutputs> SITES_ID = new Output<>(
            "sites-file-system-id",
            "File system of documents and configuration",
            outputs -> outputs.sites().getFileSystemId());
    private static final Output<DataOutputs> SSL_ID = new Output<>(
            "ssl-file-system-id",
            "File system of certificates",
            outputs -> outputs.ssl().getFileSystemId());
    private static final Output<DataOutputs> VAULT_NAME = new Output<>(
            "backup-vault-name",
            "Vault of recovery points",
            outputs -> outputs.backup().vaultName());
    private static final Output<DataOutputs> BACKUP_ROLE_ARN = new Output<>(
            "backup-role-arn",
            "Role that AWS Backup assumes",
            outputs -> outputs.backup().roleArn());

    /** The list from which the parameters are written and read. */
    public static final Contract<DataOutputs> CONTRACT = new Contract<>(
            Layer.DATA,
            List.of(
                    DATABASE_IDENTIFIER,
                    DATABASE_ARN,
                    WRITER_ENDPOINT,
                    READER_ENDPOINT,
                    ADMINISTRATOR_SECRET_ARN,
                    USER_SECRET_ARN,
                    CACHE_NAME,
                    CACHE_ENDPOINT,
                    CACHE_SECRET_ARN,
                    SITES_ID,
                    SSL_ID,
                    VAULT_NAME,
                    BACKUP_ROLE_ARN));

    /** What a consumer may ask for; each part becomes a template parameter only when it is asked for, and only once. */
    public static Imported read(Stack stack, Deployment deployment) {
        return new Imported(CONTRACT.reader(stack, deployment), deployment);
    }

    /** The parts of the contract as constructs of the consumer; a stack asks for each at most once. */
    public static final class Imported {

        private final ContractReader<DataOutputs> contract;
        private final Deployment deployment;

        private Imported(ContractReader<DataOutputs> contract, Deployment deployment) {
            this.contract = contract;
            this.deployment = deployment;
        }

        public String databaseIdentifier() {
            return contract.value(DATABASE_IDENTIFIER);
        }

        public String cacheName() {
            return contract.value(CACHE_NAME);
        }

        public String databaseArn() {
            return contract.value(DATABASE_ARN);
        }

        public String databaseWriterEndpoint() {
            return contract.value(WRITER_ENDPOINT);
        }

        public ISecret databaseAdministrator(IKey dataKey) {
            return secret("DatabaseAdministrator", ADMINISTRATOR_SECRET_ARN, dataKey);
        }

        public ISecret databaseUser(IKey dataKey) {
            return secret("DatabaseUser", USER_SECRET_ARN, dataKey);
        }

        public String cacheEndpoint() {
            return contract.value(CACHE_ENDPOINT);
        }

        public ISecret cacheUser(IKey dataKey) {
            return secret("CacheUser", CACHE_SECRET_ARN, dataKey);
        }

        public IFileSystem sites(ISecurityGroup group) {
            return fileSystem("Sites", SITES_ID, group);
        }

        public IFileSystem ssl(ISecurityGroup group) {
            return fileSystem("Ssl", SSL_ID, group);
        }

        public Backup backup() {
            return new Backup(contract.value(VAULT_NAME), contract.value(BACKUP_ROLE_ARN));
        }

        /** The path of the parameter with the writer's host name, for containers that read it when they start. */
        public String databaseWriterEndpointParameter() {
            return deployment.parameterName(Layer.DATA, WRITER_ENDPOINT.name());
        }

        /** The path of the parameter with the cache's host name, for containers that read it when they start. */
        public String cacheEndpointParameter() {
            return deployment.parameterName(Layer.DATA, CACHE_ENDPOINT.name());
        }

        private ISecret secret(String id, Output<DataOutputs> secretArn, IKey dataKey) {
            return Secret.fromSecretAttributes(
                    contract.imports(),
                    id,
                    SecretAttributes.builder()
                            .secretCompleteArn(contract.value(secretArn))
                            .encryptionKey(dataKey)
                            .build());
        }

        private IFileSystem fileSystem(String id, Output<DataOutputs> fileSystemId, ISecurityGroup group) {
            return FileSystem.fromFileSystemAttributes(
                    contract.imports(),
                    id,
                    FileSystemAttributes.builder()
                            .fileSystemId(contract.value(fileSystemId))
                            .securityGroup(group)
                            .build());
        }
    }
}

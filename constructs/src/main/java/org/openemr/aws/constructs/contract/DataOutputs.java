package org.openemr.aws.constructs.contract;

import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.efs.FileSystem;
import software.amazon.awscdk.services.efs.FileSystemAttributes;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** What a stack takes from DataStack; each part becomes a template parameter when it is asked for. */
public final class DataOutputs {

    private final ContractReader contract;

    private DataOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static DataOutputs read(Stack stack, Names names) {
        return new DataOutputs(new ContractReader(stack, names, Layer.DATA));
    }

    public String databaseIdentifier() {
        return contract.value(DataContract.DATABASE_IDENTIFIER);
    }

    public String databaseArn() {
        return contract.value(DataContract.DATABASE_ARN);
    }

    /** The host name that follows the writer. */
    public String databaseWriterEndpoint() {
        return contract.value(DataContract.DATABASE_WRITER_ENDPOINT);
    }

    /** The path of the parameter with the writer's host name, for containers that read it when they start. */
    public String databaseWriterEndpointParameter() {
        return contract.parameterName(DataContract.DATABASE_WRITER_ENDPOINT);
    }

    /** User name and password of the cluster's administrator; for the set-up task only. */
    public ISecret databaseAdministrator(IKey dataKey) {
        return contract.secret("DatabaseAdministrator", DataContract.DATABASE_ADMINISTRATOR_SECRET_ARN, dataKey);
    }

    /** User name and password that OpenEMR itself connects with. */
    public ISecret databaseUser(IKey dataKey) {
        return contract.secret("DatabaseUser", DataContract.DATABASE_USER_SECRET_ARN, dataKey);
    }

    public String cacheName() {
        return contract.value(DataContract.CACHE_NAME);
    }

    /** The cache's host name. */
    public String cacheEndpoint() {
        return contract.value(DataContract.CACHE_ENDPOINT);
    }

    /** Who ElastiCache lets into the cache. */
    public String cacheUserId() {
        return contract.value(DataContract.CACHE_USER_ID);
    }

    /** The path of the parameter with the cache's host name, for containers that read it when they start. */
    public String cacheEndpointParameter() {
        return contract.parameterName(DataContract.CACHE_ENDPOINT);
    }

    /** User name and password for the cache. */
    public ISecret cacheUser(IKey dataKey) {
        return contract.secret("CacheUser", DataContract.CACHE_USER_SECRET_ARN, dataKey);
    }

    /** The file system with documents and configuration. */
    public IFileSystem sites(ISecurityGroup group) {
        return fileSystem("Sites", DataContract.SITES_FILE_SYSTEM_ID, group);
    }

    /** The file system with the certificates that the tasks serve. */
    public IFileSystem ssl(ISecurityGroup group) {
        return fileSystem("Ssl", DataContract.SSL_FILE_SYSTEM_ID, group);
    }

    /** The vault of recovery points. */
    public String backupVaultName() {
        return contract.value(DataContract.BACKUP_VAULT_NAME);
    }

    /** The role that AWS Backup assumes. */
    public String backupRoleArn() {
        return contract.value(DataContract.BACKUP_ROLE_ARN);
    }

    /** The repository of OpenEMR's image in Amazon ECR, when there is one. */
    public String imageRepositoryName() {
        return contract.value(DataContract.IMAGE_REPOSITORY_NAME);
    }

    /** How tasks name that repository. */
    public String imageRepositoryUri() {
        return contract.value(DataContract.IMAGE_REPOSITORY_URI);
    }

    private IFileSystem fileSystem(String name, Output fileSystemId, ISecurityGroup group) {
        return contract.construct(
                name,
                fileSystemId,
                (scope, id, value) -> FileSystem.fromFileSystemAttributes(
                        scope,
                        id,
                        FileSystemAttributes.builder()
                                .fileSystemId(value)
                                .securityGroup(group)
                                .build()));
    }
}

package org.openemr.aws.data;

import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.DataSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Database, cache, file systems and backups: everything that holds patients' data. */
public final class DataStack extends LayerStack {

    public DataStack(
            Construct scope, Deployment deployment, Environment environment, DataSettings settings, Features features) {
        super(scope, Layer.DATA, deployment, environment);
        var network = NetworkOutputs.read(this, deployment, features);
        var security = SecurityOutputs.read(this, deployment);
        var keys = new StoreKeys(security.dataKey(), security.logKey());
        var vpc = network.vpc();
        // The id is part of the imported VPC, and subnets place everything here unless there is a Bedrock endpoint.
        Accepted.ofTemplateValidation(this, "W2001", "No resource refers to the VPC but by its subnets.");

        var functions = security.functionSupport();
        var sites = SitesFileSystem.from(this, deployment, settings, keys, vpc, network.sitesFileSystem(), functions);
        var ssl = new EncryptedFileSystem(this, "Ssl", deployment, keys, vpc, network.sslFileSystem());
        var cache = new Cache(this, deployment, settings, features, keys, network.steadySubnetIds(), network.cache());
        var clusterIdentifier = DatabaseIdentifier.of(deployment, settings.snapshot());
        var backups = new Backups(
                this, deployment, keys, clusterIdentifier, sites.fileSystem(), ssl.fileSystem(), settings.copies());
        var database = new Database(
                this, deployment, settings, features, keys, vpc, network.database(), clusterIdentifier, functions);
        database.createAfter(sites, ssl, cache, backups);
        new DatabaseProtection(this, deployment, database.identifier(), settings.deletionProtection(), functions)
                .after(database, sites, ssl, cache, backups);

        var alarms = Alarms.from(this, deployment, security::alarms);
        DataAlarms.watchDatabase(alarms, database.identifier(), settings.readers() > 0);
        DataAlarms.watchCache(alarms, cache.name());
        DataAlarms.watchFileSystem(alarms, "sites", sites.fileSystem().getFileSystemId());
        DataAlarms.watchFileSystem(alarms, "ssl", ssl.fileSystem().getFileSystemId());
        DataAlarms.watchBackups(alarms, backups.vaultName());
        if (settings.copies().areMade()) {
            CopyEvents.tell(this, deployment, security, backups.vaultArn());
            DataAlarms.watchCopies(alarms, deployment.physicalName(CopyEvents.FAILED));
        }

        StackCleanup.of(this, deployment, Layer.DATA, security::functionSupport);

        var publication = new Publication(this, deployment)
                .add(DataContract.SITES_FILE_SYSTEM_ID, sites.fileSystem().getFileSystemId())
                .add(DataContract.SSL_FILE_SYSTEM_ID, ssl.fileSystem().getFileSystemId());
        if (settings.imageMirror()) {
            new ImageMirror(this, deployment, security, features.threatDetection()).publish(publication);
        }
        database.publish(publication);
        cache.publish(publication);
        backups.publish(publication);
        output("DatabaseEndpoint", "Host name of the writer", database.writerEndpoint());
        output(
                "DatabaseReaderEndpoint",
                "Host name of the readers; of the writer when there is none",
                database.readerEndpoint());
        output(
                "DatabaseSecretARN",
                "Secret of the administrator",
                database.administrator().getSecretArn());
        output("ValkeyEndpoint", "Host name of the cache", cache.endpoint());
        output(
                "EFSSitesFileSystemId",
                "Documents and configuration",
                sites.fileSystem().getFileSystemId());
        output("EFSSSLFileSystemId", "Certificates", ssl.fileSystem().getFileSystemId());
        output("BackupVaultName", "Vault of recovery points", backups.vaultName());
    }
}

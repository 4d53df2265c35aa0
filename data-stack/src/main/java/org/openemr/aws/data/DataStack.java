package org.openemr.aws.data;

import org.openemr.aws.contracts.Accepted;
import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.DataOutputs;
import org.openemr.aws.contracts.outputs.NetworkOutputs;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.DataSettings;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/** Database, cache, file systems and backups: everything that holds patients' data. */
public final class DataStack extends LayerStack {

    /**
     * Creates the stack.
     *
     * @param zones the number of availability zones of the network
     */
    public DataStack(
            Construct scope, Deployment deployment, Environment environment, DataSettings settings, int zones) {
        super(scope, Layer.DATA, deployment, environment);
        var network = NetworkOutputs.read(this, deployment, zones);
        var security = SecurityOutputs.read(this, deployment);
        var keys = new StoreKeys(security.dataKey(), security.logKey());
        var vpc = network.vpc();
        // The id is part of the imported VPC, and subnets place everything here unless there is a Bedrock endpoint.
        Accepted.finding(this, "CloudFormation-Validate::W2001", "No resource refers to the VPC but by its subnets.");

        var sites = SitesFileSystem.from(this, deployment, settings, keys, vpc, network.sitesFileSystem());
        var ssl = new EncryptedFileSystem(this, "Ssl", deployment, keys, vpc, network.sslFileSystem());
        var cache = new Cache(this, deployment, settings, keys, vpc, network.cache());
        var clusterIdentifier = DatabaseIdentifier.of(deployment, settings.snapshot());
        var backups = new Backups(this, deployment, keys, clusterIdentifier, sites.fileSystem(), ssl.fileSystem());
        var database = new Database(this, deployment, settings, keys, vpc, network.database(), clusterIdentifier);
        database.createAfter(sites, ssl, cache, backups);

        var alarms = Alarms.from(this, deployment, security::alarms);
        DataAlarms.watchDatabase(alarms, database.outputs().identifier());
        DataAlarms.watchCache(alarms, cache.outputs().name());
        DataAlarms.watchFileSystem(alarms, "sites", sites.fileSystem().getFileSystemId());
        DataAlarms.watchFileSystem(alarms, "ssl", ssl.fileSystem().getFileSystemId());
        DataAlarms.watchBackups(alarms, backups.outputs().vaultName());

        output("DatabaseEndpoint", "Host name of the writer", database.outputs().writerEndpoint());
        output(
                "DatabaseReaderEndpoint",
                "Host name of the readers",
                database.outputs().readerEndpoint());
        output(
                "DatabaseSecretARN",
                "Secret of the administrator",
                database.administrator().getSecretArn());
        output("ValkeyEndpoint", "Host name of the cache", cache.outputs().endpoint());
        output(
                "EFSSitesFileSystemId",
                "Documents and configuration",
                sites.fileSystem().getFileSystemId());
        output("EFSSSLFileSystemId", "Certificates", ssl.fileSystem().getFileSystemId());
        output("BackupVaultName", "Vault of recovery points", backups.outputs().vaultName());

        StackCleanup.of(this, deployment, Layer.DATA, () -> security.functionSupport(keys.log(), security.alertKey()));
        var outputs = new DataOutputs(
                database.outputs(),
                database.administrator(),
                database.user(),
                cache.outputs(),
                cache.user(),
                sites.fileSystem(),
                ssl.fileSystem(),
                backups.outputs());
        DataOutputs.CONTRACT.publish(outputs, this, deployment);
    }
}

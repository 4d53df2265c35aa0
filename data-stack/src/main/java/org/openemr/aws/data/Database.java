package org.openemr.aws.data;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;
import org.openemr.aws.settings.installation.DataSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.rds.AuroraMysqlClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraMysqlEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.DatabaseInsightsMode;
import software.amazon.awscdk.services.rds.IClusterEngine;
import software.amazon.awscdk.services.rds.IClusterInstance;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.PerformanceInsightRetention;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Aurora MySQL Serverless v2 with a writer, and readers in other zones. OpenEMR connects as a user of its own; the
 * cluster's administrator is known to the set-up task only.
 */
final class Database extends Construct {

    /** It takes over when the writer fails, and is as large. */
    private static final String FIRST_READER = "reader";

    private final IClusterEngine engine;
    private final ISecret administrator;
    private final ISecret user;
    private final DatabaseCluster cluster;

    Database(
            Construct scope,
            Deployment deployment,
            DataSettings settings,
            Features features,
            StoreKeys keys,
            IVpc vpc,
            ISecurityGroup group,
            String clusterIdentifier,
            FunctionSupport functions) {
        super(scope, "Database");
        engine = DatabaseClusterEngine.auroraMysql(AuroraMysqlClusterEngineProps.builder()
                .version(AuroraMysqlEngineVersion.of(settings.engineVersion(), "8.0"))
                .build());
        var administratorSecret = GeneratedUser.secret(
                this,
                "Administrator",
                deployment,
                keys.data(),
                "dbadmin",
                "Database administrator",
                features.rotation());
        administrator = administratorSecret;
        var bedrock = BedrockIntegration.from(this, deployment, settings, features.ownVpc(), vpc, functions);
        var builder = DatabaseCluster.Builder.create(this, "Cluster")
                .engine(engine)
                .clusterIdentifier(clusterIdentifier)
                .credentials(Credentials.fromSecret(administratorSecret))
                .parameterGroup(parameterGroup(deployment, settings, bedrock))
                .iamAuthentication(true)
                .enableDataApi(settings.dataApi());
        addInstances(builder, settings, keys);
        place(builder, vpc, group, bedrock);
        protect(builder, deployment, settings, keys);
        observe(builder, settings, keys);
        cluster = builder.build();
        var resource = (CfnDBCluster) cluster.getNode().getDefaultChild();
        bedrock.attachTo(resource);
        settings.snapshot().ifPresent(snapshot -> restore(resource, snapshot));
        user = GeneratedUser.secret(
                        this,
                        "User",
                        deployment,
                        keys.data(),
                        "openemr",
                        "Database user of OpenEMR",
                        features.rotation())
                .attach(cluster);
        createAfter(new DatabaseLogs(this, deployment, keys.log(), clusterIdentifier));
        DatabaseFindings.accept(
                cluster,
                settings,
                Stream.concat(Stream.of("writer"), readers(settings)).toList());
    }

    private ParameterGroup parameterGroup(Deployment deployment, DataSettings settings, BedrockIntegration bedrock) {
        return ParameterGroup.Builder.create(this, "Parameters")
                .engine(engine)
                .description("Parameters of " + deployment.name())
                .parameters(DatabaseParameters.of(settings.parameters(), settings.generalLog(), bedrock))
                .build();
    }

    private static void addInstances(DatabaseCluster.Builder builder, DataSettings settings, StoreKeys keys) {
        builder.writer(instance("writer", keys))
                .readers(readers(settings).map(id -> instance(id, keys)).toList())
                .serverlessV2MinCapacity(settings.minCapacity())
                .serverlessV2MaxCapacity(settings.maxCapacity());
    }

    /** Names, of which the first is what it was when there was always one. */
    private static Stream<String> readers(DataSettings settings) {
        return IntStream.rangeClosed(1, settings.readers())
                .mapToObj(number -> number == 1 ? FIRST_READER : FIRST_READER + number);
    }

    private static void place(
            DatabaseCluster.Builder builder, IVpc vpc, ISecurityGroup group, BedrockIntegration bedrock) {
        builder.vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                        .build())
                .securityGroups(Stream.concat(Stream.of(group), bedrock.clusterGroups().stream())
                        .toList());
    }

    /** Encryption, Aurora's own backups, maintenance, and what is left when the stack goes. */
    private static void protect(
            DatabaseCluster.Builder builder, Deployment deployment, DataSettings settings, StoreKeys keys) {
        builder.storageEncrypted(true)
                .storageEncryptionKey(keys.data())
                .backup(BackupProps.builder()
                        .retention(Duration.days(settings.backupRetentionDays()))
                        .preferredWindow("03:00-04:00")
                        .build())
                .preferredMaintenanceWindow("sun:06:00-sun:07:00")
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(deployment.dataOnDestroy() == DataOnDestroy.DELETE)
                .autoMinorVersionUpgrade(true)
                .removalPolicy(RemovalPolicies.ofDatabase(deployment));
    }

    private static void observe(DatabaseCluster.Builder builder, DataSettings settings, StoreKeys keys) {
        builder.cloudwatchLogsExports(DatabaseLogs.exports(settings.generalLog()))
                .databaseInsightsMode(DatabaseInsightsMode.ADVANCED)
                .enablePerformanceInsights(true)
                .performanceInsightRetention(PerformanceInsightRetention.MONTHS_15)
                .performanceInsightEncryptionKey(keys.data())
                .monitoringInterval(Duration.minutes(1))
                .enableClusterLevelEnhancedMonitoring(true);
    }

    ISecret administrator() {
        return administrator;
    }

    String identifier() {
        return cluster.getClusterIdentifier();
    }

    String writerEndpoint() {
        return cluster.getClusterEndpoint().getHostname();
    }

    String readerEndpoint() {
        return cluster.getClusterReadEndpoint().getHostname();
    }

    void publish(Publication publication) {
        publication
                .add(DataContract.DATABASE_IDENTIFIER, identifier())
                .add(DataContract.DATABASE_ARN, cluster.getClusterArn())
                .add(DataContract.DATABASE_WRITER_ENDPOINT, writerEndpoint())
                .add(DataContract.DATABASE_READER_ENDPOINT, readerEndpoint())
                .add(DataContract.DATABASE_ADMINISTRATOR_SECRET_ARN, administrator.getSecretArn())
                .add(DataContract.DATABASE_USER_SECRET_ARN, user.getSecretArn());
    }

    /** Creates the cluster, which takes longest, after everything else that can fail. */
    void createAfter(IDependable... others) {
        cluster.getNode().getDefaultChild().getNode().addDependency(others);
    }

    /** Performance Insights are set on each instance too: RDS reports them by instance. */
    private static IClusterInstance instance(String id, StoreKeys keys) {
        return ClusterInstance.serverlessV2(
                id,
                ServerlessV2ClusterInstanceProps.builder()
                        .scaleWithWriter(id.equals(FIRST_READER))
                        .publiclyAccessible(false)
                        .enablePerformanceInsights(true)
                        .performanceInsightRetention(PerformanceInsightRetention.MONTHS_15)
                        .performanceInsightEncryptionKey(keys.data())
                        .autoMinorVersionUpgrade(true)
                        .build());
    }

    /** Every snapshot of this project has the same administrator; RDS sets the password to the secret's. */
    private static void restore(CfnDBCluster cluster, String snapshot) {
        cluster.setSnapshotIdentifier(snapshot);
        Accepted.ofTemplateValidation(
                cluster,
                "W3688",
                "The administrator's name comes with the snapshot and is the same; the template needs it with the"
                        + " password.");
    }
}

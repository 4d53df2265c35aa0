package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;

class DataStackTest {

    private static final String CLUSTER = "AWS::RDS::DBCluster";
    private static final SynthesisedTemplate TEMPLATE = template(DataOnDestroy.RETAIN, Map.of());

    @Test
    void encryptsAndProtectsTheDatabaseAndLeavesASnapshot() {
        var cluster = TEMPLATE.resources(CLUSTER).values().iterator().next();
        var properties = cluster.path("Properties");

        assertThat(cluster.path("DeletionPolicy").asText()).isEqualTo("Snapshot");
        assertThat(cluster.path("UpdateReplacePolicy").asText()).isEqualTo("Snapshot");
        assertThat(properties.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(properties.path("KmsKeyId").toString()).contains("SecurityDataKeyArn");
        assertThat(properties.path("DeletionProtection").asBoolean()).isTrue();
        assertThat(properties.path("BackupRetentionPeriod").asInt()).isEqualTo(7);
        assertThat(properties.path("CopyTagsToSnapshot").asBoolean()).isTrue();
        assertThat(properties.has("DatabaseName")).isFalse();
        assertThat(properties.path("ServerlessV2ScalingConfiguration").toString())
                .isEqualTo("{\"MaxCapacity\":256,\"MinCapacity\":0.5}");
        assertThat(properties.path("EnableCloudwatchLogsExports").toString())
                .contains("audit", "error", "general", "slowquery");
    }

    @Test
    void createsTheProtectedClusterAfterEverythingThatCanFail() {
        assertThat(TEMPLATE.resources(CLUSTER)
                        .values()
                        .iterator()
                        .next()
                        .path("DependsOn")
                        .toString())
                .contains("Cache", "Sites", "Ssl", "Backups", "DatabaseLogs");
    }

    @Test
    void watchesEveryInstance() {
        assertThat(TEMPLATE.properties("AWS::RDS::DBInstance")).hasSize(2).allSatisfy(instance -> {
            assertThat(instance.path("EnablePerformanceInsights").asBoolean()).isTrue();
            assertThat(instance.path("PerformanceInsightsRetentionPeriod").asInt())
                    .isEqualTo(465);
            assertThat(instance.path("PubliclyAccessible").asBoolean()).isFalse();
            assertThat(instance.path("DBInstanceClass").asText()).isEqualTo("db.serverless");
        });
    }

    @Test
    void demandsTlsAndRecordsStatements() {
        assertThat(TEMPLATE.onlyProperties("AWS::RDS::DBClusterParameterGroup").path("Parameters"))
                .hasToString("{\"connect_timeout\":\"30000\",\"general_log\":\"1\","
                        + "\"log_queries_not_using_indexes\":\"1\",\"max_execution_time\":\"3000000\","
                        + "\"net_read_timeout\":\"30000\",\"net_write_timeout\":\"30000\","
                        + "\"require_secure_transport\":\"ON\","
                        + "\"server_audit_events\":\"CONNECT,QUERY,QUERY_DCL,QUERY_DDL,QUERY_DML,TABLE\","
                        + "\"server_audit_logging\":\"1\",\"server_audit_logs_upload\":\"1\",\"slow_query_log\":\"1\","
                        + "\"wait_timeout\":\"30000\"}");
    }

    @Test
    void keepsDatabaseLogsEncryptedAndNotForEver() {
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup")).hasSize(4).allSatisfy(group -> {
            assertThat(group.has("KmsKeyId")).isTrue();
            assertThat(group.path("RetentionInDays").asInt()).isPositive();
        });
    }

    @Test
    void hasSeparateUsersForAdministrationAndForOpenEmr() {
        assertThat(TEMPLATE.properties("AWS::SecretsManager::Secret"))
                .hasSize(3)
                .allMatch(secret -> secret.has("KmsKeyId"))
                .extracting(secret -> secret.path("GenerateSecretString")
                        .path("SecretStringTemplate")
                        .asText())
                .anyMatch(template -> template.contains("dbadmin"))
                .anyMatch(template -> template.contains("\"openemr\""));
        assertThat(TEMPLATE.json().toString()).doesNotContain("SecretString\":\"");
    }

    @Test
    void letsNoClientMountAFileSystemWithoutAPolicyAndTls() {
        assertThat(TEMPLATE.resources("AWS::EFS::FileSystem").values())
                .hasSize(2)
                .allSatisfy(fileSystem -> {
                    assertThat(fileSystem.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
                    var properties = fileSystem.path("Properties");
                    assertThat(properties.path("Encrypted").asBoolean()).isTrue();
                    assertThat(properties.path("FileSystemPolicy").toString())
                            .contains("\"Effect\":\"Deny\"", "aws:SecureTransport")
                            .doesNotContain("\"Effect\":\"Allow\"");
                });
        assertThat(TEMPLATE.resources("AWS::EFS::MountTarget")).hasSize(4);
    }

    @Test
    void backsUpTheClusterAndBothFileSystemsForSevenYears() {
        var rules = TEMPLATE.onlyProperties("AWS::Backup::BackupPlan").toString();
        assertThat(rules)
                .contains(
                        "\"BackupPlanName\":\"openemr-plan\"",
                        "\"DeleteAfterDays\":35",
                        "\"DeleteAfterDays\":90",
                        "\"DeleteAfterDays\":2555");
        var resources = TEMPLATE.onlyProperties("AWS::Backup::BackupSelection").toString();
        assertThat(resources).contains(":cluster:").doesNotContain(":db:");
        assertThat(SynthesisedTemplate.elements(TEMPLATE.onlyProperties("AWS::Backup::BackupSelection")
                        .path("BackupSelection")
                        .path("Resources")))
                .hasSize(3);
        assertThat(TEMPLATE.onlyProperties("AWS::Backup::BackupVault").has("EncryptionKeyArn"))
                .isTrue();
    }

    @Test
    void letsNobodyIntoTheCacheWithoutAPassword() {
        assertThat(TEMPLATE.onlyProperties("AWS::ElastiCache::ServerlessCache").has("UserGroupId"))
                .isTrue();
        assertThat(TEMPLATE.onlyProperties("AWS::ElastiCache::User")
                        .path("Passwords")
                        .toString())
                .contains("{{resolve:secretsmanager:");
        assertThat(template(DataOnDestroy.RETAIN, Map.of("valkey_max_storage_gb", 5))
                        .onlyProperties("AWS::ElastiCache::ServerlessCache")
                        .path("CacheUsageLimits")
                        .toString())
                .contains("\"Maximum\":5");
    }

    @Test
    void givesTheCacheANameThatAReplacementInMoreZonesDoesNotShare() {
        var inThreeZones = template(DataOnDestroy.RETAIN, Map.of("availability_zones", 3));

        assertThat(inThreeZones
                        .onlyProperties("AWS::ElastiCache::ServerlessCache")
                        .path("ServerlessCacheName"))
                .isNotEqualTo(TEMPLATE.onlyProperties("AWS::ElastiCache::ServerlessCache")
                        .path("ServerlessCacheName"));
    }

    @Test
    void addsBedrockAsAWholeOrNotAtAll() {
        assertThat(TEMPLATE.json().toString()).doesNotContainIgnoringCase("bedrock");

        var template = template(DataOnDestroy.RETAIN, Map.of("enable_bedrock_integration", true));

        assertThat(template.onlyProperties(CLUSTER).path("AssociatedRoles").toString())
                .contains("\"FeatureName\":\"Bedrock\"");
        assertThat(template.onlyProperties("AWS::RDS::DBClusterParameterGroup").toString())
                .contains("aws_default_bedrock_role", "aurora_ml_inference_timeout");
        assertThat(template.onlyProperties("AWS::EC2::VPCEndpoint").toString()).contains("bedrock-runtime");
        assertThat(template.roleStatements().toString())
                .contains("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");
    }

    @Test
    void turnsTheDataApiOnWhenItIsWanted() {
        assertThat(TEMPLATE.onlyProperties(CLUSTER).path("EnableHttpEndpoint").asBoolean())
                .isFalse();
        assertThat(template(DataOnDestroy.RETAIN, Map.of("enable_data_api", true))
                        .onlyProperties(CLUSTER)
                        .path("EnableHttpEndpoint")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void startsFromASnapshotAndAnExistingFileSystem() {
        var template = template(
                DataOnDestroy.RETAIN,
                Map.of(
                        "restore_database_from_snapshot", "clinic-before-upgrade",
                        "restore_sites_file_system_id", "fs-0123456789abcdef0"));

        assertThat(template.onlyProperties(CLUSTER).path("SnapshotIdentifier").asText())
                .isEqualTo("clinic-before-upgrade");
        assertThat(template.onlyProperties(CLUSTER).path("DBClusterIdentifier"))
                .as("the cluster that it replaces still has the other name")
                .isNotEqualTo(TEMPLATE.onlyProperties(CLUSTER).path("DBClusterIdentifier"));
        assertThat(template.resources("AWS::EFS::FileSystem")).hasSize(1);
        assertThat(template.json().path("Resources").toString()).contains("fs-0123456789abcdef0");
    }

    @Test
    void keepsTheNamesOfResourcesThatHoldData() {
        assertThat(List.of(CLUSTER, "AWS::EFS::FileSystem", "AWS::Backup::BackupVault", "AWS::SecretsManager::Secret"))
                .flatMap(type -> TEMPLATE.resources(type).keySet())
                .containsExactlyInAnyOrder(PINNED.toArray(String[]::new));
    }

    /** Changing one of these deletes or empties what it names, in every installation. */
    private static final List<String> PINNED = List.of(
            "BackupsVault1F11AFCC",
            "CacheUserF37BD68D",
            "DatabaseAdministratorF4468AB6",
            "DatabaseCluster5B53A178",
            "DatabaseUserDB5E9FC0",
            "SitesFileSystem4CD6C513",
            "SslFileSystem5606AF94");

    @Test
    void keepsNothingInAThrowAwayEnvironment() {
        var template = template(DataOnDestroy.DELETE, Map.of());

        assertThat(template.onlyProperties(CLUSTER).path("DeletionProtection").asBoolean())
                .isFalse();
        assertThat(List.of(CLUSTER, "AWS::EFS::FileSystem", "AWS::Backup::BackupVault"))
                .flatMap(type -> template.resources(type).values())
                .allSatisfy(resource ->
                        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }

    private static SynthesisedTemplate template(DataOnDestroy dataOnDestroy, Map<String, ?> changes) {
        var allChanges = new HashMap<String, Object>(changes);
        allChanges.put("data_on_destroy", dataOnDestroy.name().toLowerCase(Locale.ROOT));
        var settings = TestApp.settings(allChanges);
        var deployment = Deployment.of(settings.deployment());
        return SynthesisedTemplate.of(
                new DataStack(TestApp.create(), deployment, TestApp.ENVIRONMENT, settings.data(), settings.features()));
    }
}

package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.CLUSTER;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class DatabaseTest {

    @Test
    void encryptsAndProtectsTheDatabaseAndLeavesASnapshot() {
        var cluster = TEMPLATE.resources(CLUSTER).values().iterator().next();
        var properties = cluster.path("Properties");

        assertThat(cluster.path("DeletionPolicy").asText()).isEqualTo("Snapshot");
        assertThat(cluster.path("UpdateReplacePolicy").asText()).isEqualTo("Snapshot");
        assertThat(properties.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(properties.path("KmsKeyId").toString()).contains("SecurityDataKeyArn");
        assertThat(properties.path("BackupRetentionPeriod").asInt()).isEqualTo(7);
        assertThat(properties.path("CopyTagsToSnapshot").asBoolean()).isTrue();
        assertThat(properties.path("DeleteAutomatedBackups").asBoolean(true)).isFalse();
        assertThat(properties.has("DatabaseName")).isFalse();
        assertThat(properties.path("ServerlessV2ScalingConfiguration").toString())
                .isEqualTo("{\"MaxCapacity\":256,\"MinCapacity\":0.5}");
        assertThat(properties.path("EnableCloudwatchLogsExports").toString())
                .contains("audit", "error", "general", "slowquery");
    }

    /** A cluster that is protected from its first moment cannot be taken back when a deployment fails. */
    @Test
    void protectsTheClusterBehindEverythingThatCanFail() {
        assertThat(TEMPLATE.onlyProperties(CLUSTER).has("DeletionProtection")).isFalse();
        var protection = TEMPLATE.resources("Custom::OpenEmrDatabaseProtection")
                .values()
                .iterator()
                .next();

        assertThat(protection.path("Properties").path("DeletionProtection").asText())
                .isEqualTo("true");
        assertThat(protection.path("DependsOn").toString())
                .contains("DatabaseClusterwriter", "DatabaseClusterreader", "SitesFileSystem", "BackupsVault");
    }

    @Test
    void createsTheClusterAfterEverythingThatCanFail() {
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
    void turnsTheDataApiOnWhenItIsWanted() {
        assertThat(TEMPLATE.onlyProperties(CLUSTER).path("EnableHttpEndpoint").asBoolean())
                .isFalse();
        assertThat(template(DataOnDestroy.RETAIN, Map.of("enable_data_api", true))
                        .onlyProperties(CLUSTER)
                        .path("EnableHttpEndpoint")
                        .asBoolean())
                .isTrue();
    }
}

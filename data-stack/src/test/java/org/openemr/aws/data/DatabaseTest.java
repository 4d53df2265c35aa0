package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.CLUSTER;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.Map;
import java.util.TreeMap;
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

    /** The first is what it was when there was always one, so that it is not made anew; it alone is as large as the writer. */
    @Test
    void hasAsManyReadersAsAreWanted() {
        assertThat(tiers(Map.of("aurora_readers", 0))).containsExactly(Map.entry("DatabaseClusterwriter", 0));
        assertThat(tiers(Map.of()))
                .containsExactly(Map.entry("DatabaseClusterreader", 1), Map.entry("DatabaseClusterwriter", 0));
        assertThat(tiers(Map.of("aurora_readers", 3)))
                .containsExactly(
                        Map.entry("DatabaseClusterreader", 1),
                        Map.entry("DatabaseClusterreader2", 2),
                        Map.entry("DatabaseClusterreader3", 2),
                        Map.entry("DatabaseClusterwriter", 0));
    }

    @Test
    void withoutAReaderNobodyIsToldThatItLags() {
        assertThat(alarms(Map.of())).contains("aurora-replica-lag");
        assertThat(alarms(Map.of("aurora_readers", 0))).contains("aurora-cpu").doesNotContain("aurora-replica-lag");
    }

    /** Its group stays, which would be in the way of the next deployment that wants it, were it kept alone. */
    @Test
    void writesTheGeneralLogUnlessItIsNotWanted() {
        var without = template(DataOnDestroy.RETAIN, Map.of("aurora_general_log", false));

        assertThat(without.onlyProperties(CLUSTER)
                        .path("EnableCloudwatchLogsExports")
                        .toString())
                .isEqualTo("[\"audit\",\"error\",\"slowquery\"]");
        assertThat(without.onlyProperties("AWS::RDS::DBClusterParameterGroup")
                        .path("Parameters")
                        .path("general_log")
                        .asText())
                .isEqualTo("0");
        assertThat(without.resources("AWS::Logs::LogGroup")).hasSameSizeAs(TEMPLATE.resources("AWS::Logs::LogGroup"));
    }

    private static Map<String, Integer> tiers(Map<String, Object> settings) {
        var tiers = new TreeMap<String, Integer>();
        template(DataOnDestroy.RETAIN, settings)
                .resources("AWS::RDS::DBInstance")
                .forEach((id, instance) -> tiers.put(
                        id.replaceFirst("[0-9A-F]{8}$", ""),
                        instance.path("Properties").path("PromotionTier").asInt()));
        return tiers;
    }

    private static String alarms(Map<String, Object> settings) {
        return template(DataOnDestroy.RETAIN, settings)
                .resources("AWS::CloudWatch::Alarm")
                .toString();
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

package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.CLUSTER;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class DataStackTest {

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

    @Test
    void keepsNothingInAThrowAwayEnvironment() {
        var template = template(DataOnDestroy.DELETE, Map.of());

        assertThat(template.onlyProperties("Custom::OpenEmrDatabaseProtection")
                        .path("DeletionProtection")
                        .asText())
                .isEqualTo("false");
        assertThat(List.of(CLUSTER, "AWS::EFS::FileSystem", "AWS::Backup::BackupVault"))
                .flatMap(type -> template.resources(type).values())
                .allSatisfy(resource ->
                        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }
}

package org.openemr.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.recovery.RecoveryTemplates.TEMPLATE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class RestoreTestingPlanTest {

    private static final JsonNode PLAN = TEMPLATE.onlyProperties("AWS::Backup::RestoreTestingPlan");

    @Test
    void restoresTheLatestRecoveryPointsOfTheDeploymentsVaultEachMonth() {
        var points = PLAN.path("RecoveryPointSelection");

        assertThat(points.path("Algorithm").asText()).isEqualTo("LATEST_WITHIN_WINDOW");
        assertThat(points.path("IncludeVaults").toString()).contains(":backup-vault:", "DataBackupVaultName");
        assertThat(PLAN.path("ScheduleExpression").asText()).isEqualTo("cron(0 5 1 * ? *)");
    }

    /** <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html">At most 50 letters, digits and underscores</a>. */
    @Test
    void isNamedAsAwsBackupWants() {
        assertThat(PLAN.path("RestoreTestingPlanName").asText()).matches("[A-Za-z0-9_]{1,50}");
        assertThat(TEMPLATE.properties("AWS::Backup::RestoreTestingSelection"))
                .allMatch(selection ->
                        selection.path("RestoreTestingSelectionName").asText().matches("[A-Za-z0-9_]{1,50}"));
    }

    @Test
    void restoresWhatHoldsPatientsData() {
        assertThat(TEMPLATE.properties("AWS::Backup::RestoreTestingSelection"))
                .anySatisfy(database -> {
                    assertThat(database.path("ProtectedResourceType").asText()).isEqualTo("Aurora");
                    assertThat(database.path("ProtectedResourceArns").toString())
                            .contains("DataDatabaseArn");
                })
                .anySatisfy(files -> {
                    assertThat(files.path("ProtectedResourceType").asText()).isEqualTo("EFS");
                    assertThat(files.path("ProtectedResourceArns").toString())
                            .contains("DataSitesFileSystemId", "DataSslFileSystemId");
                })
                .hasSize(2);
    }

    /** Into private subnets, and under the deployment's own key: AWS Backup would take the default network and EFS's own key. */
    @Test
    void restoresWhereTheDeploymentIs() {
        assertThat(TEMPLATE.onlyProperties("AWS::RDS::DBSubnetGroup")
                        .path("SubnetIds")
                        .toString())
                .contains("NetworkPrivateSubnet1Id", "NetworkPrivateSubnet2Id");
        assertThat(TEMPLATE.properties("AWS::Backup::RestoreTestingSelection"))
                .extracting(
                        selection -> selection.path("RestoreMetadataOverrides").toString())
                .anyMatch(overrides ->
                        overrides.contains("dbSubnetGroupName") && overrides.contains("NetworkDatabaseSecurityGroupId"))
                .anyMatch(overrides -> overrides.contains("kmsKeyId") && overrides.contains("SecurityDataKeyArn"));
    }

    /** AWS Backup would take zones by chance; of a VPC of somebody else they are not known. */
    @Test
    void restoresTheDatabaseInTheZonesThatThereAre() {
        assertThat(overridesOfTheDatabase(TEMPLATE)).contains("availabilityZones", "Fn::GetAZs");
        assertThat(overridesOfTheDatabase(RecoveryTemplates.template(
                        Map.of("availability_zone_names", List.of("us-east-1b", "us-east-1c")))))
                .contains("[\\\"us-east-1b\\\",\\\"us-east-1c\\\"]");
        assertThat(overridesOfTheDatabase(RecoveryTemplates.template(Map.of(
                        "vpc_id",
                        "vpc-0123456789abcdef0",
                        "private_subnet_ids",
                        List.of("subnet-0000000a", "subnet-0000000b"),
                        "load_balancer_scheme",
                        "internal"))))
                .doesNotContain("availabilityZones");
    }

    private static String overridesOfTheDatabase(SynthesisedTemplate template) {
        return template.properties("AWS::Backup::RestoreTestingSelection").stream()
                .filter(selection ->
                        selection.path("ProtectedResourceType").asText().equals("Aurora"))
                .map(selection -> selection.path("RestoreMetadataOverrides").toString())
                .findFirst()
                .orElseThrow();
    }
}

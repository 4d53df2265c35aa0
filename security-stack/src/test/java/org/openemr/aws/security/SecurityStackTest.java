package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;
import static org.openemr.aws.security.SecurityTemplates.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class SecurityStackTest {

    /** Changing one of these loses the trail, or the key that makes stored data readable, in every installation. */
    @Test
    void keepsTheNamesOfResourcesThatHoldData() {
        assertThat(List.of("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::CloudTrail::Trail", "AWS::SecretsManager::Secret"))
                .flatMap(type -> TEMPLATE.resources(type).keySet())
                .containsExactlyInAnyOrder(
                        "AdministratorF23F67B6",
                        "AuditTrail49D399D8",
                        "AccessLogsBucketCD784A59",
                        "AuditTrailBucketA91FD435",
                        "AuditTrailKeyA4D56A7A",
                        "KeysAlerts289342A3",
                        "KeysDataA2F7C5E6",
                        "KeysLog6E3B5E4F");
    }

    @Test
    void keepsNothingInAThrowAwayEnvironment() {
        var template = template(DataOnDestroy.DELETE, Map.of());

        assertThat(List.of("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"))
                .flatMap(type -> template.resources(type).values())
                .allSatisfy(resource ->
                        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }
}

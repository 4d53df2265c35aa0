package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class CacheTest {

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

    /** Other subnets would make it another cache, and sign everybody out. */
    @Test
    void staysTheSameWithAThirdZone() {
        var inThreeZones = template(DataOnDestroy.RETAIN, Map.of("availability_zones", 3));

        assertThat(inThreeZones.onlyProperties("AWS::ElastiCache::ServerlessCache"))
                .isEqualTo(TEMPLATE.onlyProperties("AWS::ElastiCache::ServerlessCache"));
    }
}

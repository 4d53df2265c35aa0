package org.openemr.aws.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.security.SecurityTemplates.TEMPLATE;
import static org.openemr.aws.security.SecurityTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class AuditTrailTest {

    @Test
    void keepsTheTrailForSevenYearsInS3AndNineInCloudWatchLogs() {
        var bucket = TEMPLATE.properties("AWS::S3::Bucket").stream()
                .filter(properties -> properties.toString().contains("GLACIER"))
                .findFirst()
                .orElseThrow();
        var rule = bucket.path("LifecycleConfiguration").path("Rules").toString();
        assertThat(rule).contains("\"TransitionInDays\":90", "\"ExpirationInDays\":2555");
        var trail = TEMPLATE.onlyProperties("AWS::CloudTrail::Trail");
        assertThat(trail.path("CloudWatchLogsLogGroupArn").isMissingNode()).isFalse();
        assertThat(trail.path("EnableLogFileValidation").asBoolean()).isTrue();
        assertThat(trail.path("IsMultiRegionTrail").asBoolean()).isTrue();
        assertThat(trail.has("KMSKeyId")).isTrue();
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup"))
                .anyMatch(group -> group.path("RetentionInDays").asInt() == 3288);
    }

    @Test
    void leavesTheTrailOutWhenItIsNotWanted() {
        var template = template(DataOnDestroy.RETAIN, Map.of("enable_long_term_cloudtrail_monitoring", false));

        assertThat(template.resources("AWS::CloudTrail::Trail")).isEmpty();
        assertThat(template.resources("AWS::S3::Bucket")).containsOnlyKeys("AccessLogsBucketCD784A59");
    }
}

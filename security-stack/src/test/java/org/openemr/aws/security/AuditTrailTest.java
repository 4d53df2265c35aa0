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
    void recordsWhoReadsAndWritesObjectsThatMayHoldPatientsData() {
        var selectors = TEMPLATE.onlyProperties("AWS::CloudTrail::Trail").path("AdvancedEventSelectors");

        assertThat(selectors).hasSize(2);
        assertThat(selectors.path(0).toString()).contains("\"Management\"");
        assertThat(selectors.path(1).at("/FieldSelectors/1/Equals/0").asText()).isEqualTo("AWS::S3::Object");
        assertThat(selectors.path(1).at("/FieldSelectors/2/StartsWith").toString())
                .contains(
                        ":s3:::openemr-dns-",
                        ":s3:::openemr-compute-",
                        "sagemaker-db-openemr-",
                        "sagemaker-ws-openemr-")
                // The trail's own bucket would tell of each file that the trail writes.
                .doesNotContain("openemr-security");
        var without = template(DataOnDestroy.RETAIN, Map.of("enable_patient_data_events", false));
        assertThat(without.onlyProperties("AWS::CloudTrail::Trail").path("AdvancedEventSelectors"))
                .singleElement()
                .asString()
                .contains("\"Management\"");
    }

    @Test
    void leavesTheTrailOutWhenItIsNotWanted() {
        var template = template(DataOnDestroy.RETAIN, Map.of("enable_long_term_cloudtrail_monitoring", false));

        assertThat(template.resources("AWS::CloudTrail::Trail")).isEmpty();
        assertThat(template.resources("AWS::S3::Bucket")).containsOnlyKeys("AccessLogsBucketCD784A59");
    }
}

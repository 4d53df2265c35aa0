package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.analytics.AnalyticsTemplates.TEMPLATE;
import static org.openemr.aws.analytics.AnalyticsTemplates.template;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.DataOnDestroy;
import software.amazon.awscdk.Environment;

class AnalyticsStoreTest {

    @Test
    void keepsExportsAndResultsEncryptedVersionedAndPrivate() {
        var encrypted = TEMPLATE.properties("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.path("BucketEncryption").toString().contains("aws:kms"))
                .toList();

        assertThat(encrypted).hasSize(3).allSatisfy(bucket -> {
            assertThat(bucket.path("VersioningConfiguration").path("Status").asText())
                    .isEqualTo("Enabled");
            assertThat(bucket.path("PublicAccessBlockConfiguration").toString()).doesNotContain("false");
            assertThat(bucket.has("LoggingConfiguration")).isTrue();
            assertThat(bucket.has("LifecycleConfiguration")).isTrue();
            assertThat(bucket.path("BucketName").toString()).contains("sagemaker-");
        });
    }

    /** The two with copies go with the stack, whatever becomes of data; the workspace is no copy. */
    @Test
    void emptiesTheBucketsOfExportsAndNoOtherWhenTheStackGoes() {
        assertThat(TEMPLATE.properties("Custom::OpenEmrCopiesCleanup"))
                .singleElement()
                .satisfies(cleanup -> assertThat(cleanup.path("Buckets"))
                        .extracting(bucket -> bucket.path("Ref").asText())
                        .satisfiesExactly(
                                database -> assertThat(database).startsWith("StoreDatabaseExports"),
                                files -> assertThat(files).startsWith("StoreFileExports")));
        assertThat(TEMPLATE.resources("AWS::S3::Bucket").values())
                .filteredOn(bucket -> bucket.path("DeletionPolicy").asText().equals("Delete"))
                .hasSize(2);
        var thrownAway = template(TestApp.deployment("openemr", DataOnDestroy.DELETE), TestApp.ENVIRONMENT);
        assertThat(thrownAway.resources("Custom::OpenEmrCopiesCleanup")).isEmpty();
        assertThat(thrownAway.properties("Custom::OpenEmrStackCleanup"))
                .singleElement()
                .satisfies(cleanup -> assertThat(cleanup.path("Buckets")).hasSize(3));
    }

    /** Names of buckets have 63 characters at most; region and account are known here. */
    @Test
    void namesBucketsWithinTheLimitWhereRegionsHaveLongNames() {
        var environment = Environment.builder()
                .account("111122223333")
                .region("ap-southeast-3")
                .build();
        var template = template(TestApp.deployment("a-clinic-of-20-chars", DataOnDestroy.RETAIN), environment);

        assertThat(template.properties("AWS::S3::Bucket"))
                .map(bucket -> bucket.path("BucketName"))
                .filteredOn(name -> !name.isMissingNode())
                .map(AnalyticsStoreTest::resolved)
                .hasSize(3)
                .allSatisfy(name -> assertThat(name).matches("[a-z0-9-]{3,63}"));
    }

    /** A joined name with account and region, and with eight characters for the part that is made of the stack's id. */
    private static String resolved(JsonNode name) {
        if (name.isTextual()) {
            return name.asText();
        }
        var separator = name.path("Fn::Join").get(0).asText();
        return SynthesisedTemplate.elements(name.path("Fn::Join").get(1))
                .map(part -> part.isTextual() ? part.asText() : part.has("Ref") ? reference(part) : "12345678")
                .reduce((left, right) -> left + separator + right)
                .orElseThrow();
    }

    private static String reference(JsonNode part) {
        return part.path("Ref").asText().equals("AWS::Region") ? "ap-southeast-3" : "111122223333";
    }
}

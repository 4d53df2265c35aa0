package org.openemr.aws.constructs.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataOnDestroy;
import software.amazon.awscdk.Stack;

class PrivateBucketTest {

    @ParameterizedTest
    @CsvSource({"RETAIN, RetainExceptOnCreate", "DELETE, Delete"})
    void isKeptOrRemovedAsTheDeploymentSays(DataOnDestroy dataOnDestroy, String policy) {
        var template = template(TestApp.deployment("openemr", dataOnDestroy));

        assertThat(template.resources("AWS::S3::Bucket").values())
                .singleElement()
                .satisfies(bucket ->
                        assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo(policy));
    }

    @Test
    void isPrivateVersionedAndRefusesWhatIsNotTls() {
        var template = template(TestApp.DEPLOYMENT);

        var bucket = template.onlyProperties("AWS::S3::Bucket");
        assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(blocked -> blocked.asBoolean());
        assertThat(bucket.path("VersioningConfiguration").path("Status").asText())
                .isEqualTo("Enabled");
        assertThat(template.onlyProperties("AWS::S3::BucketPolicy").toString())
                .contains("\"aws:SecureTransport\":\"false\"", "\"s3:TlsVersion\":1.2", "\"Effect\":\"Deny\"");
    }

    private static SynthesisedTemplate template(Deployment deployment) {
        var stack = new Stack(TestApp.create(), "Buckets");
        PrivateBucket.builder(stack, "Bucket", deployment).build();
        return SynthesisedTemplate.of(stack);
    }
}

package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.testsupport.CdkJson;
import software.amazon.awscdk.Environment;

class PlacesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"us-gov-west-1, aws-us-gov", "cn-northwest-1, aws-cn", "ap-southeast-3, aws", "mx-central-1, aws"})
    void synthesisesInEveryPartitionAndInRegionsWithLongNames(String region, String partition) {
        var environment =
                Environment.builder().account("111122223333").region(region).build();

        var templates = SynthesisedInstallation.of(CdkJson.settings(), environment);

        assertThat(templates).isNotEmpty();
        templates.forEach((stack, template) -> {
            var text = template.json().toString();
            if (!partition.equals("aws")) {
                assertThat(text).as(stack).doesNotContain("\"arn:aws:");
            }
        });
    }

    @Test
    void synthesisesWithoutAnAccountAndARegion() {
        var templates = SynthesisedInstallation.of(
                CdkJson.settings(), Environment.builder().region("us-east-1").build());

        assertThat(templates).isNotEmpty();
    }
}

package org.openemr.aws.constructs.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.DataContract;
import software.amazon.awscdk.Stack;

class PublicationTest {

    @Test
    void writesAValueWhereReadersLookForIt() {
        var stack = new Stack(TestApp.create(), "Producer");

        new Publication(stack, TestApp.DEPLOYMENT).add(DataContract.CACHE_NAME, "sessions");

        var parameter = SynthesisedTemplate.of(stack).onlyProperties("AWS::SSM::Parameter");
        assertThat(parameter.path("Name").asText()).isEqualTo("/openemr/openemr/data/cache-name");
        assertThat(parameter.path("Value").asText()).isEqualTo("sessions");
        assertThat(parameter.path("Description").asText()).isEqualTo("Valkey cache");
    }

    @Test
    void refusesToWriteAValueTwice() {
        var publication = new Publication(new Stack(TestApp.create(), "Producer"), TestApp.DEPLOYMENT)
                .add(DataContract.CACHE_NAME, "sessions");

        assertThatThrownBy(() -> publication.add(DataContract.CACHE_NAME, "others"))
                .hasMessageContaining("CacheName");
    }
}

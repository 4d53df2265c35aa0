package org.openemr.aws.constructs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.SecurityContract;
import software.amazon.awscdk.Stack;

class SecurityOutputsTest {

    @Test
    void readingTheSameValueAgainGivesTheSameConstruct() {
        var outputs = SecurityOutputs.read(new Stack(TestApp.create(), "Reader"), TestApp.DEPLOYMENT);

        assertThat(outputs.dataKey()).isSameAs(outputs.dataKey());
        assertThat(outputs.webAclArn()).isEqualTo(outputs.webAclArn());
        assertThat(outputs.functionSupport().failedEvents()).isSameAs(outputs.failedEvents());
    }

    @Test
    void onlyWhatIsAskedForBecomesATemplateParameter() {
        var stack = new Stack(TestApp.create(), "Reader");
        var outputs = SecurityOutputs.read(stack, TestApp.DEPLOYMENT);
        outputs.logKey();
        outputs.logKey();

        assertThat(SynthesisedTemplate.of(stack).readParameters())
                .containsExactly(SecurityContract.LOG_KEY_ARN.parameterName(TestApp.DEPLOYMENT));
    }
}

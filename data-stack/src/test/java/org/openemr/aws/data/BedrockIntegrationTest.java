package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.CLUSTER;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class BedrockIntegrationTest {

    @Test
    void addsBedrockAsAWholeOrNotAtAll() {
        assertThat(TEMPLATE.json().toString()).doesNotContainIgnoringCase("bedrock");

        var template = template(DataOnDestroy.RETAIN, Map.of("enable_bedrock_integration", true));

        assertThat(template.onlyProperties(CLUSTER).path("AssociatedRoles").toString())
                .contains("\"FeatureName\":\"Bedrock\"");
        assertThat(template.onlyProperties("AWS::RDS::DBClusterParameterGroup").toString())
                .contains("aws_default_bedrock_role", "aurora_ml_inference_timeout");
        assertThat(template.onlyProperties("AWS::EC2::VPCEndpoint").toString()).contains("bedrock-runtime");
        assertThat(template.roleStatements().toString())
                .contains("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");
    }
}

package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.CLUSTER;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;
import static org.openemr.aws.data.DataTemplates.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.settings.installation.DataOnDestroy;

class BedrockIntegrationTest {

    @Test
    void addsBedrockAsAWholeOrNotAtAll() {
        assertThat(TEMPLATE.json().toString()).doesNotContainIgnoringCase("bedrock");

        var template = template(
                DataOnDestroy.RETAIN,
                Map.of(
                        "enable_bedrock_integration",
                        true,
                        "bedrock_models",
                        List.of("amazon.nova-lite-v1:0", "amazon.titan-text-express-v1:0:8k")));

        assertThat(template.onlyProperties(CLUSTER).path("AssociatedRoles").toString())
                .contains("\"FeatureName\":\"Bedrock\"");
        assertThat(template.onlyProperties("AWS::RDS::DBClusterParameterGroup").toString())
                .contains("aws_default_bedrock_role", "aurora_ml_inference_timeout");
        assertThat(template.onlyProperties("AWS::EC2::VPCEndpoint").toString()).contains("bedrock-runtime");
        assertThat(template.roleStatements().toString())
                .contains("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")
                .doesNotContain("foundation-model/*");
        assertThat(template.roleStatements())
                .filteredOn(statement -> statement.path("Action").toString().contains("bedrock:"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.path("Resource").toString())
                        .contains("foundation-model/amazon.nova-lite-v1:0", "titan-text-express-v1:0:8k"));
        assertThat(template.onlyProperties("AWS::EC2::VPCEndpoint")
                        .path("PolicyDocument")
                        .toString())
                .contains("foundation-model/amazon.nova-lite-v1:0")
                .doesNotContain("foundation-model/*");
    }
}

package org.openemr.aws.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.analytics.AnalyticsTemplates.TEMPLATE;
import static org.openemr.aws.analytics.AnalyticsTemplates.template;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.DataOnDestroy;
import software.amazon.awscdk.Environment;

class StudioTest {

    @Test
    void closesStudioIntoTheVpcEncryptsItAndStopsIdleApps() {
        var domain = TEMPLATE.onlyProperties("AWS::SageMaker::Domain");

        assertThat(domain.path("AppNetworkAccessType").asText()).isEqualTo("VpcOnly");
        assertThat(domain.path("AuthMode").asText()).isEqualTo("IAM");
        assertThat(domain.has("KmsKeyId")).isTrue();
        assertThat(domain.path("DomainSettings").path("DockerSettings").toString())
                .contains("DISABLED");
        var user = domain.path("DefaultUserSettings");
        for (var app : List.of("JupyterLabAppSettings", "CodeEditorAppSettings")) {
            assertThat(user.path(app).toString())
                    .as(app)
                    .contains("\"IdleTimeoutInMinutes\":60", "\"LifecycleManagement\":\"ENABLED\"");
        }
        assertThat(TEMPLATE.onlyProperties("AWS::SageMaker::UserProfile")
                        .path("UserProfileName")
                        .asText())
                .isEqualTo("ServerlessAnalyticsUser");
        assertThat(TEMPLATE.properties("AWS::EC2::VPCEndpoint"))
                .map(endpoint -> endpoint.path("ServiceName").toString())
                .hasSize(2)
                .anyMatch(name -> name.contains("sagemaker.api"))
                .anyMatch(name -> name.contains("sagemaker.runtime"));
    }

    @Test
    void leavesMlflowOutWhereTheRegionDoesNotHaveIt() {
        var stockholm = Environment.builder()
                .account("111122223333")
                .region("eu-north-1")
                .build();
        var zurich = Environment.builder()
                .account("111122223333")
                .region("eu-central-2")
                .build();

        assertThat(template(TestApp.DEPLOYMENT, stockholm).resources("AWS::SageMaker::MlflowApp"))
                .hasSize(1);
        assertThat(template(TestApp.DEPLOYMENT, zurich).resources("AWS::SageMaker::MlflowApp"))
                .isEmpty();
    }

    @Test
    void takesStudioApartInThrowAwayEnvironmentsOnly() {
        var throwAway = template(TestApp.deployment("openemr", DataOnDestroy.DELETE), TestApp.ENVIRONMENT);

        assertThat(TEMPLATE.resources("Custom::OpenEmrStudioDeletion")).isEmpty();
        assertThat(throwAway.resources("Custom::OpenEmrStudioDeletion").values())
                .singleElement()
                .satisfies(deletion ->
                        assertThat(deletion.path("DependsOn").toString()).contains("UserProfile"));
    }
}

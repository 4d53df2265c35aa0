package org.openemr.aws.analytics;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.Regions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.sagemaker.CfnDomain;
import software.amazon.awscdk.services.sagemaker.CfnDomain.AppLifecycleManagementProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.CodeEditorAppSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.DefaultSpaceSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.DockerSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.DomainSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.IdleSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.JupyterLabAppSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.RStudioServerProAppSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.SharingSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.StudioWebPortalSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnDomain.UserSettingsProperty;
import software.amazon.awscdk.services.sagemaker.CfnMlflowApp;
import software.amazon.awscdk.services.sagemaker.CfnUserProfile;
import software.constructs.Construct;

/**
 * SageMaker Studio in the private subnets, with one user profile: JupyterLab, Code Editor and RStudio, which stop when they
 * are idle, and MLflow. Storage is encrypted with the key of the analytics environment. Studio Classic, which AWS has ended,
 * is hidden, and so is Canvas, which bills by the hour and works with AWS's full-access policies only.
 */
final class Studio extends Construct {

    private static final String ENABLED = "ENABLED";
    private static final int IDLE_MINUTES = 60;
    private static final int LONGEST_IDLE_MINUTES = 480;

    private final CfnDomain domain;
    private final CfnUserProfile profile;

    Studio(Construct scope, Deployment deployment, Upstream upstream, AnalyticsStore store, StudioRole role) {
        super(scope, "Studio");
        var group = new StudioNetwork(this, deployment, upstream).group();
        domain = CfnDomain.Builder.create(scope, "StudioDomain")
                .domainName(deployment.physicalName("studio"))
                .authMode("IAM")
                .appNetworkAccessType("VpcOnly")
                .vpcId(upstream.vpc().getVpcId())
                .subnetIds(upstream.steadySubnetIds())
                .kmsKeyId(store.key().getKeyArn())
                .tagPropagation(ENABLED)
                .domainSettings(DomainSettingsProperty.builder()
                        .securityGroupIds(List.of(group.getSecurityGroupId()))
                        .dockerSettings(DockerSettingsProperty.builder()
                                .enableDockerAccess("DISABLED")
                                .build())
                        .build())
                .defaultUserSettings(userSettings(store, role, group))
                .defaultSpaceSettings(DefaultSpaceSettingsProperty.builder()
                        .executionRole(role.role().getRoleArn())
                        .securityGroups(List.of(group.getSecurityGroupId()))
                        .build())
                .build();
        // Studio tries its role when the domain is made.
        domain.getNode().addDependency(store);
        profile = CfnUserProfile.Builder.create(this, "UserProfile")
                .domainId(domain.getAttrDomainId())
                .userProfileName("ServerlessAnalyticsUser")
                .userSettings(CfnUserProfile.UserSettingsProperty.builder()
                        .executionRole(role.role().getRoleArn())
                        .securityGroups(List.of(group.getSecurityGroupId()))
                        .build())
                .build();
        role.mayUseDomain(domain.getAttrDomainId());
        var region = Stack.of(this).getRegion();
        if (Token.isUnresolved(region) || Regions.MLFLOW_APPS.contains(region)) {
            role.mayUseMlflow(mlflow(deployment, store, role).getAttrArn());
        }
    }

    CfnDomain domain() {
        return domain;
    }

    CfnUserProfile profile() {
        return profile;
    }

    private static UserSettingsProperty userSettings(AnalyticsStore store, StudioRole role, ISecurityGroup group) {
        var idle = AppLifecycleManagementProperty.builder()
                .idleSettings(IdleSettingsProperty.builder()
                        .lifecycleManagement(ENABLED)
                        .idleTimeoutInMinutes(IDLE_MINUTES)
                        .minIdleTimeoutInMinutes(IDLE_MINUTES)
                        .maxIdleTimeoutInMinutes(LONGEST_IDLE_MINUTES)
                        .build())
                .build();
        return UserSettingsProperty.builder()
                .executionRole(role.role().getRoleArn())
                .securityGroups(List.of(group.getSecurityGroupId()))
                .studioWebPortal(ENABLED)
                .defaultLandingUri("studio::")
                .studioWebPortalSettings(StudioWebPortalSettingsProperty.builder()
                        .hiddenAppTypes(List.of("JupyterServer", "Canvas"))
                        .build())
                .jupyterLabAppSettings(JupyterLabAppSettingsProperty.builder()
                        .appLifecycleManagement(idle)
                        .build())
                .codeEditorAppSettings(CodeEditorAppSettingsProperty.builder()
                        .appLifecycleManagement(idle)
                        .build())
                .rStudioServerProAppSettings(RStudioServerProAppSettingsProperty.builder()
                        .accessStatus(ENABLED)
                        .userGroup("R_STUDIO_ADMIN")
                        .build())
                .sharingSettings(SharingSettingsProperty.builder()
                        .notebookOutputOption("Allowed")
                        .s3OutputPath("s3://" + store.workspace().getBucketName() + "/sharing/")
                        .s3KmsKeyId(store.key().getKeyArn())
                        .build())
                .build();
    }

    /** MLflow without a server of its own: it costs nothing while nobody uses it. */
    private CfnMlflowApp mlflow(Deployment deployment, AnalyticsStore store, StudioRole role) {
        return CfnMlflowApp.Builder.create(this, "Mlflow")
                .name(deployment.physicalName("mlflow"))
                .artifactStoreUri("s3://" + store.workspace().getBucketName() + "/mlflow")
                .roleArn(role.role().getRoleArn())
                .modelRegistrationMode("AutoModelRegistrationDisabled")
                .build();
    }
}

package org.openemr.aws.analytics;

import java.util.List;
import org.openemr.aws.constructs.asset.Checkout;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.contracts.AnalyticsContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.AnalyticsSettings;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.emrserverless.CfnApplication;
import software.amazon.awscdk.services.emrserverless.CfnApplication.AutoStartConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.AutoStopConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.CloudWatchLoggingConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.InteractiveConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.ManagedPersistenceMonitoringConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.MaximumAllowedResourcesProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.MonitoringConfigurationProperty;
import software.amazon.awscdk.services.emrserverless.CfnApplication.NetworkConfigurationProperty;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** Spark on EMR Serverless: starts when a job comes, stops when none came for a while, and never grows above its ceiling. */
final class SparkApplication extends Construct {

    private static final String JOBS_JAR = "analytics-jobs/target/openemr-analytics-jobs.jar";
    private static final String RELEASE = "emr-7.13.0";
    private static final int IDLE_MINUTES = 15;
    /** The most memory and disk that a worker may have for each vCPU. */
    private static final int GIGABYTES_OF_MEMORY = 8;

    private static final int GIGABYTES_OF_DISK = 20;
    private static final int HTTPS = 443;

    private final CfnApplication application;
    private final SparkRole role;
    private final Asset jobs;

    SparkApplication(
            Construct scope,
            Deployment deployment,
            AnalyticsSettings settings,
            Upstream upstream,
            AnalyticsStore store) {
        super(scope, "Spark");
        jobs = Asset.Builder.create(this, "Jobs")
                .path(Checkout.built(JOBS_JAR).toString())
                .build();
        var logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName(deployment.physicalName("spark"))
                .encryptionKey(upstream.logKey())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = new SparkRole(this, deployment, store, logs, jobs);
        application = CfnApplication.Builder.create(this, "Application")
                .name(deployment.physicalName("spark"))
                .type("SPARK")
                .releaseLabel(RELEASE)
                .architecture("ARM64")
                .autoStartConfiguration(
                        AutoStartConfigurationProperty.builder().enabled(true).build())
                .autoStopConfiguration(AutoStopConfigurationProperty.builder()
                        .enabled(true)
                        .idleTimeoutMinutes(IDLE_MINUTES)
                        .build())
                .maximumCapacity(ceiling(settings.maximumVcpu()))
                .networkConfiguration(network(upstream))
                .interactiveConfiguration(InteractiveConfigurationProperty.builder()
                        .studioEnabled(true)
                        .livyEndpointEnabled(true)
                        .build())
                .monitoringConfiguration(MonitoringConfigurationProperty.builder()
                        .cloudWatchLoggingConfiguration(CloudWatchLoggingConfigurationProperty.builder()
                                .enabled(true)
                                .logGroupName(logs.getLogGroupName())
                                .build())
                        .managedPersistenceMonitoringConfiguration(
                                ManagedPersistenceMonitoringConfigurationProperty.builder()
                                        .enabled(false)
                                        .build())
                        .build())
                .build();
    }

    String applicationId() {
        return application.getAttrApplicationId();
    }

    /** Where the project's own jobs are, as an S3 URL. */
    String jobsJar() {
        return jobs.getS3ObjectUrl();
    }

    void publish(Publication publication) {
        publication
                .add(AnalyticsContract.SPARK_APPLICATION_ID, applicationId())
                .add(AnalyticsContract.SPARK_RUNTIME_ROLE_ARN, runtimeRole().getRoleArn())
                .add(AnalyticsContract.SPARK_JOBS_JAR, jobsJar());
    }

    IRole runtimeRole() {
        return role.role();
    }

    String arn() {
        return ResourceArn.of("emr-serverless", "/applications/" + application.getAttrApplicationId());
    }

    /** The application's logical id, as findings print it. */
    String printedId() {
        return Stack.of(this).getLogicalId(application);
    }

    private static MaximumAllowedResourcesProperty ceiling(int vcpu) {
        return MaximumAllowedResourcesProperty.builder()
                .cpu(vcpu + " vCPU")
                .memory(vcpu * GIGABYTES_OF_MEMORY + " GB")
                .disk(vcpu * GIGABYTES_OF_DISK + " GB")
                .build();
    }

    /** Workers reach S3 and AWS APIs, and nobody reaches them. */
    private NetworkConfigurationProperty network(Upstream upstream) {
        var group = SecurityGroup.Builder.create(this, "Group")
                .vpc(upstream.vpc())
                .description("Spark workers")
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "S3, Glue and other AWS APIs");
        return NetworkConfigurationProperty.builder()
                .subnetIds(upstream.steadySubnetIds())
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .build();
    }
}

package org.openemr.aws.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.settings.installation.WatchSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * What an account has once in a region, or once at all: a function finds it, or makes it. As resources of a template they would fail where
 * there is one, and go with the stack although somebody else may rely on them by then.
 */
final class AccountServices extends Construct {

    private static final Duration TIMEOUT = Duration.minutes(4);

    private final Deployment deployment;
    private final HandlerFunction function;

    AccountServices(Construct scope, Deployment deployment, WatchSettings settings, FunctionSupport support) {
        super(scope, "AccountServices");
        this.deployment = deployment;
        function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.ACCOUNT_SERVICES,
                support,
                HandlerFunction.Options.timeout(TIMEOUT));
        if (settings.threatDetection()) {
            mayDetectThreats();
            mayKeepTheHub();
        }
        if (settings.threatDetection() && settings.imageMirror()) {
            mayScanImages();
        }
        if (settings.complianceMonitoring()) {
            mayRecord();
        }
        if (settings.monthlyBudget().isPresent()) {
            mayWatchSpending();
        }
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                function,
                "What the account has once was neither found nor made: the function's log says what AWS refused.");
    }

    AdoptedService threatDetector() {
        return adopt("threat-detector", Map.of());
    }

    AdoptedService findingsHub() {
        return adopt("findings-hub", Map.of());
    }

    AdoptedService imageScanning() {
        return adopt("image-scanning", Map.of());
    }

    AdoptedService spendingMonitor() {
        return adopt("spending-monitor", Map.of());
    }

    /** The recorder, which looks whether it may write where it is to. */
    AdoptedService recorder(ConfigurationRecords records) {
        var recorder = adopt(
                "recorder",
                Map.of("Bucket", records.bucketName(), "KeyArn", records.keyArn(), "RoleArn", recorderRole()));
        recorder.resource().getNode().addDependency(records);
        return recorder;
    }

    /** With each release anew: what this deployment made may be off since. */
    private AdoptedService adopt(String service, Map<String, String> more) {
        var properties = new HashMap<String, String>(more);
        properties.put("Service", service);
        properties.put("Deployment", deployment.name());
        properties.put("Release", ProjectVersion.current());
        return new AdoptedService(
                function.customResource(this, PascalCase.of(service), "Custom::OpenEmrAccountService", properties));
    }

    private void mayDetectThreats() {
        function.allow(List.of("guardduty:CreateDetector", "guardduty:ListDetectors"), List.of("*"));
        var detectors = ResourceArn.of("guardduty", "detector/*");
        function.allow(List.of("guardduty:GetDetector", "guardduty:TagResource"), List.of(detectors));
        mayChangeItsOwn("guardduty:UpdateDetector", detectors);
        function.acceptWildcardResource(
                detectors, "The account has one detector in the region, whose id is not known before.");
        acceptEverything("A detector that is not there yet has no ARN, nor has their list.");
        mayMakeRole("guardduty", "AWSServiceRoleForAmazonGuardDuty");
        mayMakeRole("malware-protection.guardduty", "AWSServiceRoleForAmazonGuardDutyMalwareProtection");
    }

    private void mayKeepTheHub() {
        function.allow(
                List.of(
                        "securityhub:BatchEnableStandards",
                        "securityhub:DescribeHub",
                        "securityhub:DescribeStandards",
                        "securityhub:EnableSecurityHub",
                        "securityhub:GetEnabledStandards",
                        "securityhub:ListTagsForResource",
                        "securityhub:TagResource"),
                List.of(FindingsDigest.hubArn()));
        mayMakeRole("securityhub", "AWSServiceRoleForSecurityHub");
    }

    private void mayScanImages() {
        function.allow(List.of("inspector2:BatchGetAccountStatus", "inspector2:Enable"), List.of("*"));
        acceptEverything("Amazon Inspector is on or off for an account, which is no resource of it.");
        mayMakeRole("inspector2", "AWSServiceRoleForAmazonInspector2");
    }

    private void mayRecord() {
        var recorders = ResourceArn.of("config", "configuration-recorder/*");
        function.allow(
                List.of(
                        "config:DescribeConfigurationRecorderStatus",
                        "config:DescribeConfigurationRecorders",
                        "config:ListTagsForResource",
                        "config:PutConfigurationRecorder",
                        "config:TagResource"),
                List.of(recorders));
        mayChangeItsOwn("config:StartConfigurationRecorder", recorders);
        function.acceptWildcardResource(
                recorders, "The account has one recorder in the region, whose id is not known before.");
        function.allow(List.of("config:DescribeDeliveryChannels", "config:PutDeliveryChannel"), List.of("*"));
        acceptEverything("A delivery channel of AWS Config is no resource of it.");
        mayMakeRole("config", "AWSServiceRoleForConfig");
        function.allow(ServiceRole.pass("config", recorderRole()));
    }

    private void mayWatchSpending() {
        var monitors = "arn:%s:ce::%s:anomalymonitor/*".formatted(Aws.PARTITION, Aws.ACCOUNT_ID);
        function.allow(List.of("ce:GetAnomalyMonitors", "ce:ListTagsForResource", "ce:TagResource"), List.of(monitors));
        function.acceptWildcardResource(
                monitors, "The account has one monitor of all services, whose id is not known before.");
        function.allow(List.of("ce:CreateAnomalyMonitor"), List.of("*"));
        acceptEverything("A monitor that is not there yet has no ARN.");
    }

    private void mayChangeItsOwn(String action, String resources) {
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resources))
                .conditions(Map.of("StringEquals", Map.of("aws:ResourceTag/openemr:deployment", deployment.name())))
                .build());
    }

    private void acceptEverything(String reason) {
        function.acceptWildcardResource("*", reason);
    }

    private void mayMakeRole(String service, String name) {
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("iam:CreateServiceLinkedRole"))
                .resources(List.of(serviceLinkedRole(service, name)))
                .conditions(Map.of("StringEquals", Map.of("iam:AWSServiceName", service + ".amazonaws.com")))
                .build());
    }

    private static String recorderRole() {
        return serviceLinkedRole("config", "AWSServiceRoleForConfig");
    }

    private static String serviceLinkedRole(String service, String name) {
        return "arn:%s:iam::%s:role/aws-service-role/%s.amazonaws.com/%s"
                .formatted(Aws.PARTITION, Aws.ACCOUNT_ID, service, name);
    }
}

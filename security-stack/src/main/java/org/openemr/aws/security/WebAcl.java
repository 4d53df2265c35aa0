package org.openemr.aws.security;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.LogGroupNames;
import org.openemr.aws.settings.installation.SecuritySettings;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;
import software.constructs.Construct;

/** The web ACL of the load balancer: what is not blocked by a rule is let through, and every request is logged. */
final class WebAcl extends Construct {

    private final CfnWebACL webAcl;

    WebAcl(Construct scope, Deployment deployment, SecuritySettings settings, IKey logKey) {
        super(scope, "WebAcl");
        webAcl = CfnWebACL.Builder.create(this, "WebAcl")
                .name(deployment.physicalName("web-acl"))
                .description("Load balancer of " + deployment.name())
                .scope("REGIONAL")
                .defaultAction(DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visibility(deployment.physicalName("web-acl")))
                .rules(new WebAclRules(deployment, settings.waf())
                        .all(new UserAgents(this, deployment, settings.waf())))
                .dataProtectionConfig(ProtectedData.CONFIGURATION)
                .build();
        log(deployment, logKey);
    }

    /** The ARN to associate with a load balancer. */
    String arn() {
        return webAcl.getAttrArn();
    }

    /** Metrics of the ACL or of a rule. Samples of requests, which the console shows, would carry what patients write. */
    static VisibilityConfigProperty visibility(String metric) {
        return VisibilityConfigProperty.builder()
                .metricName(metric)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(false)
                .build();
    }

    private void log(Deployment deployment, IKey logKey) {
        var logGroup = LogGroup.Builder.create(this, "LogGroup")
                .logGroupName(LogGroupNames.webAcl(deployment))
                .retention(RetentionDays.ONE_WEEK)
                .encryptionKey(logKey)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(webAcl.getAttrArn())
                .logDestinationConfigs(List.of(logGroup.getLogGroupArn()))
                .redactedFields(ProtectedData.REDACTED_FIELDS)
                .build();
    }
}

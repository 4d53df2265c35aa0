package org.openemr.aws.compute;

import java.util.List;
import org.openemr.aws.constructs.compliance.Accepted;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.CertificateProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ListenerAttributeProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.RedirectConfigProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/**
 * The target group and the listeners on the load balancer of NetworkStack. They are made without the load balancer's
 * construct, because that would add rules to a security group that NetworkStack owns.
 */
final class Listeners extends Construct {

    /**
     * A browser that came over HTTPS once comes over nothing else for a year. The image's Apache says so too; the load balancer says it
     * whatever image runs: <a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html">header modification</a>.
     */
    private static final ListenerAttributeProperty STRICT_TRANSPORT_SECURITY = ListenerAttributeProperty.builder()
            .key("routing.http.response.strict_transport_security.header_value")
            .value("max-age=31536000")
            .build();

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /**
     * The listener on port 80 is one resource, whatever it does: CloudFormation makes a new listener before it deletes the old one,
     * and a port has room for one.
     */
    private static final String PORT_80 = "Http";

    private final String loadBalancerArn;
    private final String tlsPolicy;
    private final ApplicationTargetGroup targetGroup;

    Listeners(Construct scope, Upstream upstream) {
        super(scope, "Listeners");
        loadBalancerArn = upstream.network().loadBalancerArn();
        tlsPolicy = upstream.features().access().tlsPolicy();
        targetGroup = targetGroup(upstream);
        upstream.certificateArn().ifPresentOrElse(this::listenToHttps, this::listenToHttp);
    }

    ApplicationTargetGroup targetGroup() {
        return targetGroup;
    }

    private void listenToHttps(String certificateArn) {
        listener("Https", HTTPS_PORT, "HTTPS", forward())
                .sslPolicy(tlsPolicy)
                .listenerAttributes(List.of(STRICT_TRANSPORT_SECURITY))
                .certificates(List.of(CertificateProperty.builder()
                        .certificateArn(certificateArn)
                        .build()))
                .build();
        var redirect = listener(PORT_80, HTTP_PORT, "HTTP", redirectToHttps()).build();
        Accepted.rule(
                redirect,
                "ELBv2ACMCertificateRequired",
                "It answers every request with a redirect to HTTPS and passes nothing on.");
    }

    private void listenToHttp() {
        var http = listener(PORT_80, HTTP_PORT, "HTTP", forward()).build();
        acceptPlainHttp(http);
    }

    private ApplicationTargetGroup targetGroup(Upstream upstream) {
        return ApplicationTargetGroup.Builder.create(this, "Tasks")
                .vpc(upstream.network().vpc())
                .targetType(TargetType.IP)
                .protocol(ApplicationProtocol.HTTPS)
                .port(OpenEmrService.CONTAINER_PORT)
                .deregistrationDelay(Duration.minutes(5))
                .healthCheck(HealthCheck.builder()
                        .protocol(Protocol.HTTPS)
                        .port(String.valueOf(OpenEmrService.CONTAINER_PORT))
                        .path("/")
                        .healthyHttpCodes("302")
                        .interval(Duration.seconds(60))
                        .timeout(Duration.seconds(10))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(5)
                        .build())
                .build();
    }

    private CfnListener.Builder listener(String id, int port, String protocol, ActionProperty action) {
        return CfnListener.Builder.create(this, id)
                .loadBalancerArn(loadBalancerArn)
                .port(port)
                .protocol(protocol)
                .defaultActions(List.of(action));
    }

    private ActionProperty forward() {
        return ActionProperty.builder()
                .type("forward")
                .targetGroupArn(targetGroup.getTargetGroupArn())
                .build();
    }

    private static ActionProperty redirectToHttps() {
        return ActionProperty.builder()
                .type("redirect")
                .redirectConfig(RedirectConfigProperty.builder()
                        .protocol("HTTPS")
                        .port(String.valueOf(HTTPS_PORT))
                        .statusCode("HTTP_301")
                        .build())
                .build();
    }

    private static void acceptPlainHttp(CfnListener listener) {
        var reason =
                "There is no certificate yet. The security group admits nobody until a range is set, which without a"
                        + " certificate needs allow_insecure_http: a trial without patients' data.";
        Accepted.rule(listener, "ALBHttpToHttpsRedirection", reason);
        Accepted.rule(listener, "ELBv2ACMCertificateRequired", reason);
    }
}

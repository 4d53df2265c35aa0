package org.openemr.aws.compute;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.contracts.SignInPaths;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.CertificateProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ListenerAttributeProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.RedirectConfigProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule.PathPatternConfigProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListenerRule.RuleConditionProperty;
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

    /** <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Match evaluations per rule</a>. */
    private static final int MOST_PATTERNS = 5;

    private static final CfnListenerRule.ActionProperty SIGNED_OUT = CfnListenerRule.ActionProperty.builder()
            .type("fixed-response")
            .fixedResponseConfig(CfnListenerRule.FixedResponseConfigProperty.builder()
                    .statusCode("200")
                    .contentType("text/html")
                    .messageBody("<!DOCTYPE html><html lang=\"en\"><title>Signed out</title><p>You are signed out."
                            + " Close the browser where others use it too, or <a href=\"/\">sign in again</a>.</html>")
                    .build())
            .build();

    /**
     * The listener on port 80 is one resource, whatever it does: CloudFormation makes a new listener before it deletes the old one,
     * and a port has room for one.
     */
    private static final String PORT_80 = "Http";

    private final String loadBalancerArn;
    private final String tlsPolicy;
    private final ApplicationTargetGroup targetGroup;

    Listeners(Construct scope, ComputeSettings settings, Upstream upstream, Optional<SignInProvider> signIn) {
        super(scope, "Listeners");
        loadBalancerArn = upstream.network().loadBalancerArn();
        tlsPolicy = upstream.features().access().tlsPolicy();
        targetGroup = targetGroup(upstream);
        upstream.certificateArn()
                .ifPresentOrElse(
                        certificate -> {
                            var https = listenToHttps(certificate, signIn);
                            signIn.ifPresent(provider -> open(https, OpenPaths.of(settings)));
                        },
                        this::listenToHttp);
    }

    ApplicationTargetGroup targetGroup() {
        return targetGroup;
    }

    /** Whoever matches no rule is sent to sign in, so that a rule that is missing lets nobody in. */
    private CfnListener listenToHttps(String certificateArn, Optional<SignInProvider> signIn) {
        var https = listener(
                        "Https",
                        HTTPS_PORT,
                        "HTTPS",
                        Stream.concat(
                                signIn.map(SignInProvider::authentication).stream(),
                                Stream.of(forward(signIn.isPresent()))))
                .sslPolicy(tlsPolicy)
                .listenerAttributes(List.of(STRICT_TRANSPORT_SECURITY))
                .certificates(List.of(CertificateProperty.builder()
                        .certificateArn(certificateArn)
                        .build()))
                .build();
        var redirect = listener(PORT_80, HTTP_PORT, "HTTP", Stream.of(redirectToHttps()))
                .build();
        Accepted.rule(
                redirect,
                "ELBv2ACMCertificateRequired",
                "It answers every request with a redirect to HTTPS and passes nothing on.");
        return https;
    }

    private void listenToHttp() {
        var http =
                listener(PORT_80, HTTP_PORT, "HTTP", Stream.of(forward(false))).build();
        acceptPlainHttp(http);
    }

    /** Lets requests for some paths through to OpenEMR, and shows one page that is nobody's. */
    private void open(CfnListener listener, List<String> paths) {
        rule(listener, 1, List.of(SignInPaths.SIGNED_OUT), SIGNED_OUT);
        var forward = CfnListenerRule.ActionProperty.builder()
                .type("forward")
                .targetGroupArn(targetGroup.getTargetGroupArn())
                .build();
        for (var first = 0; first < paths.size(); first += MOST_PATTERNS) {
            var some = paths.subList(first, Math.min(first + MOST_PATTERNS, paths.size()));
            rule(listener, 2 + first / MOST_PATTERNS, some, forward);
        }
    }

    private void rule(CfnListener listener, int priority, List<String> paths, CfnListenerRule.ActionProperty action) {
        CfnListenerRule.Builder.create(this, "Open" + priority)
                .listenerArn(listener.getRef())
                .priority(priority)
                .conditions(List.of(RuleConditionProperty.builder()
                        .field("path-pattern")
                        .pathPatternConfig(PathPatternConfigProperty.builder()
                                .values(paths)
                                .build())
                        .build()))
                .actions(List.of(action))
                .build();
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

    private CfnListener.Builder listener(String id, int port, String protocol, Stream<ActionProperty> actions) {
        return CfnListener.Builder.create(this, id)
                .loadBalancerArn(loadBalancerArn)
                .port(port)
                .protocol(protocol)
                .defaultActions(actions.toList());
    }

    private ActionProperty forward(boolean afterAnother) {
        return ActionProperty.builder()
                .type("forward")
                .order(afterAnother ? 2 : null)
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

package org.openemr.aws.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.mail.MailStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** What has to be right in the account and region for a configuration. */
public final class AccountChecks {

    private static final String BOOTSTRAP = "/cdk-bootstrap/%s/version";

    /** Of the CDK, whose own key for another one is in the context too. */
    private static final String QUALIFIER = "hnb659fds";

    private static final int OLDEST_BOOTSTRAP = 6;
    private static final double VCPU = 1024;

    /** The service-linked roles that ECS needs, by the service that assumes each. */
    private static final Map<String, String> ROLES = Map.of(
            "ecs.amazonaws.com", "AWSServiceRoleForECS",
            "ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService");

    private final Aws aws;
    private final PublicDns dns;
    private final Map<String, Object> context;

    /**
     * Checks for a configuration.
     *
     * @param context the settings
     */
    public AccountChecks(Aws aws, PublicDns dns, Map<String, Object> context) {
        this.aws = aws;
        this.dns = dns;
        this.context = context;
    }

    /** Everything; when the credentials do not work, only that. */
    public List<Finding> findings() {
        var credentials = credentials();
        if (credentials.grade() == Finding.Grade.FAIL) {
            return List.of(credentials);
        }
        var findings = new ArrayList<>(List.of(credentials, Finding.guarded("bootstrap", this::bootstrap)));
        ROLES.keySet().stream()
                .sorted()
                .forEach(service -> findings.add(Finding.guarded("service-linked role", () -> role(service))));
        text("route53_domain")
                .ifPresent(domain -> findings.add(Finding.guarded("hosted zone", () -> hostedZone(domain))));
        text("certificate_arn").ifPresent(arn -> findings.add(Finding.guarded("certificate", () -> certificate(arn))));
        if (Boolean.parseBoolean(text("configure_ses").orElse("false"))) {
            findings.add(Finding.guarded("mail sandbox", this::sandbox));
        }
        text("permissions_boundary_arn")
                .ifPresent(arn -> findings.add(Finding.guarded("permissions boundary", () -> boundary(arn))));
        findings.addAll(givenNetwork());
        findings.addAll(SignInChecks.findings(aws, context));
        for (var quota : quotas()) {
            findings.add(Finding.guarded(quota.what(), () -> quota(quota)));
        }
        return findings;
    }

    private Finding boundary(String arn) {
        try {
            aws.client(IamClient.builder()).getPolicy(get -> get.policyArn(arn));
            return Finding.pass("permissions boundary", arn);
        } catch (NoSuchEntityException e) {
            return Finding.fail(
                    "permissions boundary", arn + " is missing", "Name a policy of this account, or of AWS");
        }
    }

    private List<Finding> givenNetwork() {
        try {
            return GivenNetworkChecks.findings(
                    aws,
                    InstallationSettings.read(context, Optional.of(aws.region().id())));
        } catch (InvalidSettingsException e) {
            // The checks of the settings say what is wrong with them.
            return List.of();
        }
    }

    /** Which of the service-linked roles are missing, by the service that assumes each. */
    public List<String> missingRoles() {
        return ROLES.keySet().stream()
                .sorted()
                .filter(service -> Finding.guarded("role", () -> role(service)).grade() == Finding.Grade.FAIL)
                .toList();
    }

    /** Creates a service-linked role. */
    public void createRole(String service) {
        aws.client(IamClient.builder()).createServiceLinkedRole(create -> create.awsServiceName(service));
    }

    private Finding credentials() {
        try {
            var identity = aws.client(StsClient.builder()).getCallerIdentity();
            return Finding.pass(
                    "credentials",
                    "%s in %s".formatted(identity.arn(), aws.region().id()));
        } catch (AwsServiceException | SdkClientException e) {
            return Finding.fail("credentials", "do not work", "Sign in (aws sso login), or give --profile");
        }
    }

    private Finding bootstrap() {
        var qualifier = text("bootstrap_qualifier").or(() -> text("@aws-cdk/core:bootstrapQualifier"));
        var remedy = "npx cdk bootstrap"
                + qualifier
                        .map(name -> " --qualifier %1$s --toolkit-stack-name CDKToolkit-%1$s, or ask who owns it"
                                .formatted(name))
                        .orElse("");
        try {
            var version = aws.client(SsmClient.builder())
                    .getParameter(get -> get.name(BOOTSTRAP.formatted(qualifier.orElse(QUALIFIER))))
                    .parameter()
                    .value();
            return Integer.parseInt(version) >= OLDEST_BOOTSTRAP
                    ? Finding.pass("bootstrap", "version " + version)
                    : Finding.fail("bootstrap", "version " + version, remedy);
        } catch (ParameterNotFoundException e) {
            return Finding.fail("bootstrap", "not done in this account and region", remedy);
        }
    }

    private Finding role(String service) {
        var name = Objects.requireNonNull(ROLES.get(service));
        try {
            aws.client(IamClient.builder()).getRole(get -> get.roleName(name));
            return Finding.pass("service-linked role", name);
        } catch (NoSuchEntityException e) {
            return Finding.fail("service-linked role", name + " is missing", "openemr doctor --create-roles");
        }
    }

    private Finding hostedZone(String domain) {
        var route53 = aws.client(Route53Client.builder());
        var id = text("route53_hosted_zone_id").or(() -> publicZone(route53, domain));
        if (id.isEmpty()) {
            return Finding.fail("hosted zone", "none for " + domain, makeZone(domain));
        }
        var zone = route53.getHostedZone(get -> get.id(id.get()));
        var name = zone.hostedZone().name();
        return name.equals(domain + ".")
                ? delegation(domain, name, Set.copyOf(zone.delegationSet().nameServers()))
                : Finding.fail("hosted zone", "is " + name + ", not " + domain + ".", makeZone(domain));
    }

    private static Optional<String> publicZone(Route53Client route53, String domain) {
        return route53.listHostedZonesByName(list -> list.dnsName(domain)).hostedZones().stream()
                .filter(zone -> !zone.config().privateZone() && zone.name().equals(domain + "."))
                .map(zone -> zone.id())
                .findFirst();
    }

    /** A certificate waits for hours for a record that nobody can find. */
    private Finding delegation(String domain, String name, Set<String> ofTheZone) {
        var known = dns.nameServers(domain);
        if (known.isEmpty()) {
            return Finding.warn("hosted zone", name + " delegation unknown", "No resolver answers: check it by hand");
        }
        return known.get().stream().anyMatch(ofTheZone::contains)
                ? Finding.pass("hosted zone", name)
                : Finding.fail(
                        "hosted zone",
                        known.get().isEmpty()
                                ? "nobody delegates to " + name
                                : domain + " is delegated to " + String.join(", ", known.get()),
                        "Give your registrar " + String.join(", ", new TreeSet<>(ofTheZone)));
    }

    private static String makeZone(String domain) {
        return "Make a public hosted zone for " + domain + " in this account, and delegate to it";
    }

    private Finding certificate(String arn) {
        var parts = arn.split(":", -1);
        var region = parts.length > 3 ? parts[3] : "";
        if (!region.equals(aws.region().id())) {
            return Finding.fail(
                    "certificate",
                    "is of " + region,
                    "A load balancer takes certificates of its own region, "
                            + aws.region().id());
        }
        var status = aws.client(AcmClient.builder())
                .describeCertificate(describe -> describe.certificateArn(arn))
                .certificate()
                .statusAsString();
        return "ISSUED".equals(status)
                ? Finding.pass("certificate", status)
                : Finding.fail("certificate", status, "Finish its validation in AWS Certificate Manager");
    }

    private Finding sandbox() {
        return MailStatus.sandbox(
                "mail sandbox", aws.client(SesV2Client.builder()).getAccount(get -> {}));
    }

    private Finding quota(Quota quota) {
        var value = aws.client(ServiceQuotasClient.builder())
                .getServiceQuota(get -> get.serviceCode(quota.service()).quotaCode(quota.code()))
                .quota()
                .value();
        var detail = "%.0f, this deployment needs up to %.0f".formatted(value, quota.needed());
        return value >= quota.needed()
                ? Finding.pass(quota.what(), detail)
                : Finding.warn(quota.what(), detail, "Ask for more in Service Quotas, code " + quota.code());
    }

    private List<Quota> quotas() {
        var cpu = number("openemr_service_fargate_cpu", VCPU) / VCPU;
        var tasks = number("openemr_service_fargate_maximum_capacity", 100);
        var ofTasks = new Quota("quota: Fargate vCPU", "fargate", "L-3032A538", cpu * tasks);
        if (text("vpc_id").isPresent()) {
            return List.of(ofTasks);
        }
        var gateways = number("nat_gateways", number("availability_zones", 2));
        return List.of(
                ofTasks,
                new Quota("quota: elastic IP addresses", "ec2", "L-0263D0A3", gateways),
                new Quota("quota: VPCs", "vpc", "L-F678F1CE", 1));
    }

    private double number(String key, double otherwise) {
        return text(key).map(Double::parseDouble).orElse(otherwise);
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(context.get(key))
                .map(Object::toString)
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.equals("null"));
    }

    /** A service quota and what a deployment needs of it at most. */
    private record Quota(String what, String service, String code, double needed) {}
}

package org.openemr.aws.operator.doctor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.Trouble;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** What has to be right in the account and region for a configuration. */
public final class AccountChecks {

    private static final String BOOTSTRAP = "/cdk-bootstrap/%s/version";

    /** Of the CDK, whose own key for another one is in the context too. */
    private static final String QUALIFIER = "hnb659fds";

    private static final int OLDEST_BOOTSTRAP = 6;

    /** The service-linked roles that ECS needs, by the service that assumes each. */
    private static final Map<String, String> ROLES = Map.of(
            "ecs.amazonaws.com", "AWSServiceRoleForECS",
            "ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService");

    private final Aws aws;
    private final PublicDns dns;
    private final Configuration configuration;
    private final Clock clock;

    /**
     * Checks for a configuration.
     *
     * @param context the settings
     * @param deployment the name of the deployment
     */
    public AccountChecks(Aws aws, PublicDns dns, Map<String, Object> context, String deployment, Clock clock) {
        this.aws = aws;
        this.dns = dns;
        this.configuration = new Configuration(context, deployment);
        this.clock = clock;
    }

    /** Everything; when the credentials do not work, only that. */
    public List<Look> looks() {
        var credentials = credentials();
        if (credentials.grade() == Finding.Grade.FAIL) {
            return List.of(Look.known(List.of(credentials)));
        }
        var looks = new ArrayList<>(List.of(Look.known(List.of(credentials)), Look.at("bootstrap", this::bootstrap)));
        ROLES.keySet().stream()
                .sorted()
                .forEach(service -> looks.add(Look.at("service-linked role", () -> role(service))));
        looks.addAll(DomainChecks.looks(aws, dns, configuration));
        configuration
                .text("certificate_arn")
                .ifPresent(arn -> looks.add(Look.at("certificate", () -> certificate(arn))));
        configuration
                .text("permissions_boundary_arn")
                .ifPresent(arn -> looks.add(Look.at("permissions boundary", () -> boundary(arn))));
        looks.addAll(givenNetwork());
        looks.addAll(SignInChecks.looks(aws, configuration.context()));
        looks.addAll(new QuotaChecks(aws, configuration, clock).looks());
        return looks;
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

    private List<Look> givenNetwork() {
        try {
            return GivenNetworkChecks.looks(
                    aws,
                    InstallationSettings.read(
                            configuration.context(), Optional.of(aws.region().id())));
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
        } catch (SdkException e) {
            return Finding.fail(
                    "credentials", "do not work", String.valueOf(Trouble.of(e).getMessage()));
        }
    }

    private Finding bootstrap() {
        var qualifier = configuration
                .text("bootstrap_qualifier")
                .or(() -> configuration.text("@aws-cdk/core:bootstrapQualifier"));
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
}

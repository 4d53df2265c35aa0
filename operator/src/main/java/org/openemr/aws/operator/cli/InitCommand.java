package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.doctor.AccountChecks;
import org.openemr.aws.operator.doctor.PublicDns;
import org.openemr.aws.operator.doctor.SettingChecks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.settings.PublicAddress;
import org.openemr.aws.operator.setup.Question;
import org.openemr.aws.operator.setup.Size;
import org.openemr.aws.operator.setup.Wizard;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import org.openemr.aws.operator.status.Looks;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ec2.Ec2Client;

@Command(
        name = "init",
        description = "Configure the first deployment: a few questions with good defaults, and cdk.json is written.",
        footer = {
            "",
            "Example without a terminal:",
            "  openemr init --domain clinic.example.org --access 203.0.113.0/24 --size clinic --yes"
        })
final class InitCommand extends OperatorCommand {

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "A domain whose hosted zone is in this account.")
    private String domain;

    @Option(
            names = "--certificate",
            paramLabel = "ARN",
            description = "A certificate of ACM in the region, in place of a domain.")
    private String certificate;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "With --certificate: the name that users type, which APIs and portal need.")
    private String hostName;

    @Option(names = "--trial", description = "Plain HTTP, for a trial without patients' data.")
    private boolean trial;

    @Option(
            names = "--access",
            paramLabel = "CIDR",
            description = "Who may connect: IPv4 blocks with commas, my-ip, or nobody.")
    private String access;

    @Option(names = "--size", paramLabel = "SIZE", description = "small, clinic or hospital.")
    private String size;

    @Option(
            names = "--mail",
            negatable = true,
            description = "Send and receive mail through Amazon SES; needs a domain.")
    private Boolean mail;

    @Option(names = "--portal", negatable = true, description = "The patient portal.")
    private Boolean portal;

    @Option(names = "--apis", negatable = true, description = "The REST and FHIR APIs.")
    private Boolean apis;

    @Option(
            names = "--sign-in",
            paramLabel = "WHERE",
            description =
                    "Where people sign in: openemr, or before it cognito; a provider of your own comes with openemr sign-in oidc.")
    private String signIn;

    @Option(names = "--analytics", negatable = true, description = "Exports, Spark and SageMaker Studio.")
    private Boolean analytics;

    @Option(names = "--alarm-email", paramLabel = "ADDRESS", description = "Who is told of alarms.")
    private String alarmEmail;

    @ArgGroup(exclusive = false, heading = "In the account of a platform team:%n")
    private SharedAccount shared = new SharedAccount();

    @Option(
            names = "--internal",
            negatable = true,
            description =
                    "A load balancer with private addresses only, for those who come by VPN; --no-internal is the other.")
    private Boolean internal;

    InitCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var before = CdkJsonFile.in(surroundings().directory());
        var region = aws().region().id();
        var wizard = new Wizard(terminal(), before, Optional.of(region));
        ask(wizard);
        return finish(before, wizard.file(), region);
    }

    private void ask(Wizard wizard) {
        wizard.ask(new Question(
                "Name of the deployment",
                "Several deployments can live in one account; every name in AWS carries it.",
                givenDeployment(),
                deployment(),
                answer -> Map.of("deployment_name", answer)));
        var https = askForAddress(wizard);
        wizard.ask(new Question(
                "Who may connect (IPv4 blocks with commas, my-ip, or nobody)",
                "The load balancer admits these addresses and nobody else; `openemr access` changes it later.",
                Optional.ofNullable(access),
                "nobody",
                this::accessSettings));
        wizard.ask(new Question(
                "Size: small (a practice), clinic, hospital",
                "The least and the most that runs; in between it follows the load, and so does the price.",
                Optional.ofNullable(size),
                "small",
                InitCommand::sizeSettings));
        if (https.equals("domain")) {
            wizard.ask(Question.yesOrNo(
                    "Mail",
                    "Reminders as notifications@services.<domain>; the domain must have no mail elsewhere.",
                    Optional.ofNullable(mail),
                    false,
                    wanted -> Map.of("configure_ses", wanted)));
        } else if (Boolean.TRUE.equals(mail)) {
            throw Failure.usage("--mail needs --domain.");
        }
        if (!https.equals("trial")) {
            wizard.ask(Question.yesOrNo(
                    "Patient portal",
                    "Patients see their records, over HTTPS.",
                    Optional.ofNullable(portal),
                    false,
                    wanted -> Map.of("enable_patient_portal", wanted)));
            wizard.ask(Question.yesOrNo(
                    "REST and FHIR APIs",
                    "Other programs read and write, with OAuth 2.",
                    Optional.ofNullable(apis),
                    false,
                    wanted -> Map.of("activate_openemr_apis", wanted)));
            wizard.ask(new Question(
                    "Sign-in with a second factor before OpenEMR: openemr (no) or cognito",
                    "With cognito you invite people by mail (`openemr users invite`); your own provider comes with `openemr sign-in oidc`.",
                    Optional.ofNullable(signIn),
                    "openemr",
                    InitCommand::signInSettings));
        } else if (signIn != null && !signIn.equals("openemr")) {
            throw Failure.usage("--sign-in needs HTTPS: give --domain, or --certificate and --host-name.");
        } else if (Boolean.TRUE.equals(portal) || Boolean.TRUE.equals(apis)) {
            throw Failure.usage("--portal and --apis need HTTPS: give --domain or --certificate.");
        }
        wizard.ask(Question.yesOrNo(
                "Analytics",
                "Exports to S3, Spark and SageMaker Studio; costs next to nothing while idle.",
                Optional.ofNullable(analytics),
                false,
                wanted -> Map.of("create_serverless_analytics_environment", wanted)));
        wizard.ask(new Question(
                "E-mail address for alarms",
                "Who is on duty; the address has to be confirmed by a click.",
                Optional.ofNullable(alarmEmail),
                "",
                Question.orNothing("monitoring_email")));
        if (internal != null) {
            wizard.ask(Question.answered(
                    "Load balancer",
                    internal ? "internal" : "internet-facing",
                    answer -> Map.of("load_balancer_scheme", answer)));
        }
        shared.ask(wizard, () -> aws().client(Ec2Client.builder()));
    }

    /** How clients reach the site: returns domain, certificate or trial. */
    private String askForAddress(Wizard wizard) {
        var kind = wizard.ask(new Question(
                "Address: domain, certificate or trial",
                "A domain of yours in Route 53 gives name and certificate; or bring a certificate; a trial is plain HTTP.",
                givenKind(),
                "domain",
                InitCommand::kindSettings));
        switch (kind) {
            case "domain" ->
                wizard.ask(new Question(
                        "Domain",
                        "The site will be https://openemr.<domain>; its hosted zone must be in this account.",
                        Optional.ofNullable(domain),
                        "",
                        Question.required("route53_domain")));
            case "certificate" -> {
                wizard.ask(new Question(
                        "ARN of the certificate",
                        "It must be of AWS Certificate Manager, in this region.",
                        Optional.ofNullable(certificate),
                        "",
                        Question.required("certificate_arn")));
                wizard.ask(new Question(
                        "Host name that users type",
                        "One that the certificate is for; you point it at the load balancer. APIs and portal need it.",
                        Optional.ofNullable(hostName),
                        "",
                        Question.orNothing("site_host_name")));
            }
            default -> say("A trial has no encryption on the way to the browser: no patients' data.");
        }
        return kind;
    }

    private Optional<String> givenKind() {
        var kinds = new ArrayList<String>();
        if (domain != null) {
            kinds.add("domain");
        }
        if (certificate != null) {
            kinds.add("certificate");
        }
        if (trial) {
            kinds.add("trial");
        }
        if (kinds.size() > 1) {
            throw Failure.usage("Give one of --domain, --certificate and --trial.");
        }
        return kinds.stream().findFirst();
    }

    private static Map<String, Object> kindSettings(String kind) {
        if (!List.of("domain", "certificate", "trial").contains(kind)) {
            throw new IllegalArgumentException("Answer domain, certificate or trial.");
        }
        var settings = new LinkedHashMap<String, Object>();
        if (!kind.equals("domain")) {
            settings.put("route53_domain", null);
            settings.put("configure_ses", false);
        }
        if (!kind.equals("certificate")) {
            settings.put("certificate_arn", null);
            settings.put("site_host_name", null);
        }
        settings.put("allow_insecure_http", kind.equals("trial"));
        return settings;
    }

    private Map<String, Object> accessSettings(String answer) {
        return switch (answer) {
            case "nobody" -> Question.orNothing(AccessChange.IPV4).apply("");
            case "my-ip" ->
                Map.of(AccessChange.IPV4, new PublicAddress(surroundings().environment()).asBlock());
            default -> Map.of(AccessChange.IPV4, answer);
        };
    }

    private static Map<String, Object> sizeSettings(String answer) {
        try {
            return Size.valueOf(answer.toUpperCase(Locale.ROOT)).settings();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Answer small, clinic or hospital.", e);
        }
    }

    private static Map<String, Object> signInSettings(String answer) {
        if (!List.of("openemr", "cognito").contains(answer)) {
            throw new IllegalArgumentException("Answer openemr or cognito.");
        }
        return Map.of("sign_in", answer);
    }

    private ExitStatus finish(CdkJsonFile before, CdkJsonFile after, String region) {
        var findings = new ArrayList<Finding>(SettingChecks.findings(after.context(), Optional.of(region)));
        var account = new AccountChecks(
                aws(),
                new PublicDns(surroundings().environment()),
                after.context(),
                Objects.toString(after.context().get("deployment_name"), deployment()),
                surroundings().clock());
        findings.addAll(Looks.take(account.looks(), finding -> {}));
        var changed = LineDifference.between(before.text(), after.text());
        changed.forEach(line -> terminal().out().println(line));
        findings.stream()
                .filter(finding -> finding.grade() != Grade.PASS)
                .forEach(finding -> say("%s: %s. %s".formatted(finding.what(), finding.detail(), finding.remedy())));
        if (changed.isEmpty()) {
            say("cdk.json is as it should be.");
        } else {
            confirm("Write cdk.json?");
            after.save();
        }
        say("Next: openemr doctor, then npx cdk deploy --all");
        return ExitStatus.DONE;
    }
}

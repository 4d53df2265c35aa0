package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.Size;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.doctor.AccountChecks;
import org.openemr.aws.operator.doctor.PublicDns;
import org.openemr.aws.operator.doctor.SettingChecks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.operator.settings.PublicAddress;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.operator.setup.Question;
import org.openemr.aws.operator.setup.WentBackException;
import org.openemr.aws.operator.setup.Wizard;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Finding.Grade;
import org.openemr.aws.operator.status.Looks;
import org.openemr.aws.settings.Problem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ec2.Ec2Client;

@Command(
        name = "init",
        description = {
            "Configure a deployment: a few questions, and cdk.json is written. What is configured already is the default of each question.",
            "Without a terminal only what is given as an option changes."
        },
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
            description = "Who may connect: IPv4 and IPv6 blocks with commas, my-ip, or nobody.")
    private String access;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            completionCandidates = Candidates.Sizes.class,
            description = "practice, small, clinic or hospital.")
    private String size;

    @Option(
            names = "--users",
            paramLabel = "NUMBER",
            description = "Instead of --size: who works at the same time; the size is that of `openemr size`.")
    private @Nullable Integer users;

    @Option(
            names = "--mail",
            negatable = true,
            description = "Send and receive mail through Amazon SES; needs a domain.")
    private Boolean mail;

    @Option(
            names = "--mail-forwarding",
            paramLabel = "ADDRESS",
            description = "With --mail: where mail to help@DOMAIN goes, a mailbox elsewhere, or none.")
    private String mailForwarding;

    @Option(names = "--portal", negatable = true, description = "The patient portal.")
    private Boolean portal;

    @Option(names = "--apis", negatable = true, description = "The REST and FHIR APIs.")
    private Boolean apis;

    @Option(
            names = "--sign-in",
            paramLabel = "WHERE",
            completionCandidates = Candidates.SignIns.class,
            description =
                    "Where people sign in: openemr, or before it cognito; a provider of your own comes with openemr sign-in oidc.")
    private String signIn;

    @Option(names = "--analytics", negatable = true, description = "Exports, Spark and SageMaker Studio.")
    private Boolean analytics;

    @Option(names = "--alarm-email", paramLabel = "ADDRESS", description = "Who is told of alarms.")
    private String alarmEmail;

    @ArgGroup(exclusive = false, heading = "For a practice that closes:%n")
    private ClosedHours closedHours = new ClosedHours();

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
        var before = configuration();
        requireSameNameIfConfigured(before);
        var region = aws().region().id();
        if (terminal().interactive()) {
            say("Enter takes what is in brackets; %s goes back to the question before.".formatted(Wizard.BACK));
        }
        var wizard = answered(before, region);
        return finish(before, wizard.file(), region);
    }

    /** A name is given once: what is configured belongs to a deployment, and so do its pins. */
    private void requireSameNameIfConfigured(CdkJsonFile before) {
        var pinned = Stream.of("expected_account", "expected_region")
                .anyMatch(key -> before.context().get(key) != null);
        if (pinned || new Present(before).address().isPresent()) {
            checkout();
        }
    }

    /** Asks until the answers go together: what was answered is not lost when they do not. */
    private Wizard answered(CdkJsonFile before, String region) {
        List<String> answers = List.of();
        while (true) {
            var wizard = new Wizard(terminal(), before, Optional.of(region), answers);
            try {
                ask(wizard);
            } catch (WentBackException e) {
                answers = wizard.allButTheLast();
                continue;
            }
            var problems = SettingRules.problems(wizard.file().context(), Optional.of(region));
            if (problems.isEmpty()) {
                return wizard;
            }
            var report = problems.stream().map(Problem::paragraph).collect(Collectors.joining("\n"));
            if (!wizard.asked()) {
                throw Failure.usage("Nothing was written, as the settings do not go together:\n" + report);
            }
            say("\nThe answers do not go together:\n%s\n%s goes back further.".formatted(report, Wizard.BACK));
            answers = wizard.allButTheLast();
        }
    }

    private void ask(Wizard wizard) {
        var present = new Present(wizard.file());
        wizard.ask(new Question(
                "Name of the deployment",
                "Several deployments can live in one account; every name in AWS carries it.",
                givenDeployment(),
                present.text("deployment_name"),
                deployment(),
                answer -> Map.of("deployment_name", answer)));
        var https = askForAddress(wizard, present);
        wizard.ask(new Question(
                "Who may connect (IPv4 and IPv6 blocks with commas, my-ip, or nobody)",
                "The load balancer admits these addresses and nobody else; `openemr access` changes it later.",
                Optional.ofNullable(access),
                present.access(),
                "nobody",
                this::accessSettings));
        var answeredSize = wizard.ask(new Question(
                "Size (practice, small, clinic or hospital)",
                Stream.of(Size.values())
                        .map(Size::line)
                        .collect(Collectors.joining(
                                "\n",
                                "The least and the most that runs; in between it follows the load, and so does the price.\n",
                                "\nThe rest, such as gateways and the load balancer, comes to about as much as a small one, in us-east-1:"
                                        + " `openemr cost` says it part by part, and for what you configure.")),
                chosenSize(),
                Size.in(wizard.file().context()),
                "small",
                answer -> sizeSettings(answer, wizard.file().context())));
        closedHours.ask(wizard, answeredSize);
        askForMail(wizard, present, https);
        if (!https.equals("trial")) {
            wizard.ask(Question.yesOrNo(
                    "Patient portal",
                    "Patients see their records, over HTTPS.",
                    Optional.ofNullable(portal),
                    present.isOn("enable_patient_portal"),
                    wanted -> Map.of("enable_patient_portal", wanted)));
            wizard.ask(Question.yesOrNo(
                    "REST and FHIR APIs",
                    "Other programs read and write, with OAuth 2.",
                    Optional.ofNullable(apis),
                    present.isOn("activate_openemr_apis"),
                    wanted -> Map.of("activate_openemr_apis", wanted)));
            wizard.ask(new Question(
                    "Sign-in with a second factor before OpenEMR: openemr (no) or cognito",
                    "With cognito you invite people by mail (`openemr users invite`); your own provider comes with `openemr sign-in oidc`.",
                    Optional.ofNullable(signIn),
                    present.text("sign_in"),
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
                present.isOn("create_serverless_analytics_environment"),
                wanted -> Map.of("create_serverless_analytics_environment", wanted)));
        wizard.ask(Question.optional(
                "E-mail address for alarms, or none",
                "Who is on duty; the address has to be confirmed by a click.",
                Optional.ofNullable(alarmEmail),
                present.text("monitoring_email"),
                "monitoring_email"));
        if (internal != null) {
            wizard.ask(Question.answered(
                    "Load balancer",
                    internal ? "internal" : "internet-facing",
                    answer -> Map.of("load_balancer_scheme", answer)));
        }
        shared.ask(wizard, () -> aws().client(Ec2Client.builder()));
    }

    private void askForMail(Wizard wizard, Present present, String https) {
        if (!https.equals("domain")) {
            if (Boolean.TRUE.equals(mail) || mailForwarding != null) {
                throw Failure.usage("--mail needs --domain.");
            }
            return;
        }
        var wanted = wizard.ask(Question.yesOrNo(
                "Mail",
                "Reminders as notifications@services.<domain>; the domain must have no mail elsewhere.",
                Optional.ofNullable(mail),
                present.isOn("configure_ses"),
                InitCommand::mailSettings));
        if (wanted.equals("yes")) {
            wizard.ask(Question.optional(
                    "Where mail to help@<domain> goes: a mailbox elsewhere, or none",
                    "Patients answer to it, and bounces come to it; without one it is stored and nobody reads it.",
                    Optional.ofNullable(mailForwarding),
                    present.text("email_forwarding_address"),
                    "email_forwarding_address"));
        } else if (mailForwarding != null) {
            throw Failure.usage("--mail-forwarding needs --mail.");
        }
    }

    /** What belongs to mail goes with it. */
    private static Map<String, Object> mailSettings(boolean wanted) {
        var settings = new LinkedHashMap<String, Object>();
        if (!wanted) {
            settings.put("email_forwarding_address", null);
            settings.put("ses_receipt_rule_set", null);
        }
        settings.put("configure_ses", wanted);
        return settings;
    }

    /** How clients reach the site: returns domain, certificate, trial, or nothing when that is not decided. */
    private String askForAddress(Wizard wizard, Present present) {
        var kind = wizard.ask(new Question(
                "Address: domain, certificate or trial",
                "A domain of yours in Route 53 gives name and certificate; or bring a certificate; a trial is plain HTTP.",
                givenKind(),
                present.address(),
                terminal().interactive() ? "domain" : "",
                answer -> kindSettings(answer, present.address())));
        switch (kind) {
            case "domain" ->
                wizard.ask(new Question(
                        "Domain",
                        "The site will be https://openemr.<domain>; its hosted zone must be in this account.",
                        Optional.ofNullable(domain),
                        present.text("route53_domain"),
                        "",
                        Question.required("route53_domain")));
            case "certificate" -> {
                wizard.ask(new Question(
                        "ARN of the certificate",
                        "It must be of AWS Certificate Manager, in this region.",
                        Optional.ofNullable(certificate),
                        present.text("certificate_arn"),
                        "",
                        Question.required("certificate_arn")));
                wizard.ask(Question.optional(
                        "Host name that users type, or none",
                        "One that the certificate is for; you point it at the load balancer. APIs and portal need it.",
                        Optional.ofNullable(hostName),
                        present.text("site_host_name"),
                        "site_host_name"));
            }
            case "trial" -> say("A trial has no encryption on the way to the browser: no patients' data.");
            default -> {
                // Nobody said anything of it.
            }
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

    /** What belongs to another kind goes; of the same kind everything stays, such as a certificate besides the domain. */
    private static Map<String, Object> kindSettings(String kind, Optional<String> present) {
        if (!List.of("domain", "certificate", "trial").contains(kind)) {
            throw new IllegalArgumentException("Answer domain, certificate or trial.");
        }
        if (present.filter(kind::equals).isPresent()) {
            return Map.of("allow_insecure_http", kind.equals("trial"));
        }
        var settings = new LinkedHashMap<String, Object>();
        if (!kind.equals("domain")) {
            settings.put("route53_domain", null);
            settings.put("route53_hosted_zone_id", null);
            settings.putAll(mailSettings(false));
        }
        if (!kind.equals("certificate")) {
            settings.put("certificate_arn", null);
            settings.put("site_host_name", null);
        }
        if (kind.equals("trial")) {
            settings.put("enable_patient_portal", false);
            settings.put("activate_openemr_apis", false);
            settings.put("sign_in", "openemr");
        }
        settings.put("allow_insecure_http", kind.equals("trial"));
        return settings;
    }

    private Map<String, Object> accessSettings(String answer) {
        var blocks = switch (answer) {
            case "" -> throw new IllegalArgumentException("Answer addresses, my-ip or nobody.");
            case "nobody" -> List.<String>of();
            case "my-ip" -> List.of(new PublicAddress(surroundings().environment()).asBlock());
            default -> Stream.of(answer.split(",", -1)).map(String::strip).toList();
        };
        var settings = new LinkedHashMap<String, Object>();
        Stream.of(AccessChange.IPV4, AccessChange.IPV6)
                .forEach(key -> settings.put(
                        key,
                        AccessChange.written(blocks.stream()
                                .filter(block -> AccessChange.key(block).equals(key))
                                .toList())));
        return settings;
    }

    private Optional<String> chosenSize() {
        if (size != null && users != null) {
            throw Failure.usage("Give --size or --users: the size of users is that of `openemr size`.");
        }
        return Optional.ofNullable(size).or(this::sizeOfUsers);
    }

    private Optional<String> sizeOfUsers() {
        return Optional.ofNullable(users).map(number -> {
            try {
                return Size.of(new Load(number, 0))
                        .orElseThrow(() -> Failure.usage(
                                "%d users are more than the largest size has: choose hospital, then write what `openemr size --users %d` says."
                                        .formatted(number, number)))
                        .word();
            } catch (IllegalArgumentException e) {
                throw new Failure(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static Map<String, @Nullable Object> sizeSettings(String answer, Map<String, Object> context) {
        return Size.named(answer)
                .orElseThrow(() -> new IllegalArgumentException("Answer practice, small, clinic or hospital."))
                .settingsFor(context);
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
        showDifference(changed);
        findings.stream()
                .filter(finding -> finding.grade() != Grade.PASS)
                .forEach(finding -> say("%s: %s. %s".formatted(finding.what(), finding.detail(), finding.remedy())));
        if (changed.isEmpty()) {
            say("cdk.json is as it should be.");
        } else {
            confirmUnlessRefused("Write cdk.json?");
            after.save();
        }
        say("Next: openemr doctor, then npx cdk deploy --all");
        return ExitStatus.DONE;
    }
}

package org.openemr.aws.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.mail.MailStatus;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import org.openemr.aws.settings.installation.DomainRecords;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/** Whether the domain is ours to use, and nothing is in it that DnsStack would make: it would wait for hours, or fail then. */
final class DomainChecks {

    private static final String ZONE = "hosted zone";
    private static final String RECORDS = "records of the domain";
    private static final String IDENTITY = "mail identity";
    private static final String RULES = "receipt rule set";

    private final Aws aws;
    private final PublicDns dns;
    private final Configuration configuration;
    private final String domain;
    private final Names names;

    private DomainChecks(Aws aws, PublicDns dns, Configuration configuration, String domain) {
        this.aws = aws;
        this.dns = dns;
        this.configuration = configuration;
        this.domain = domain;
        this.names = configuration.names();
    }

    /** The looks; none without a domain. */
    static List<Look> looks(Aws aws, PublicDns dns, Configuration configuration) {
        return configuration
                .text("route53_domain")
                .map(domain -> new DomainChecks(aws, dns, configuration, domain).looks())
                .orElse(List.of());
    }

    private List<Look> looks() {
        var looks = new ArrayList<>(List.of(Look.at(ZONE, this::hostedZone), Look.at(RECORDS, this::records)));
        if (mail()) {
            looks.add(Look.at("mail sandbox", this::sandbox));
            looks.add(Look.at(IDENTITY, this::identity));
            looks.add(Look.at(RULES, this::ruleSet));
        }
        return looks;
    }

    private boolean mail() {
        return configuration.isOn("configure_ses");
    }

    private Finding hostedZone() {
        var route53 = aws.client(Route53Client.builder());
        var id = zoneId(route53);
        if (id.isEmpty()) {
            return Finding.fail(ZONE, "none for " + domain, makeZone());
        }
        var zone = route53.getHostedZone(get -> get.id(id.get()));
        var name = zone.hostedZone().name();
        return name.equals(domain + ".")
                ? delegation(name, Set.copyOf(zone.delegationSet().nameServers()))
                : Finding.fail(ZONE, "is " + name + ", not " + domain + ".", makeZone());
    }

    private Optional<String> zoneId(Route53Client route53) {
        return configuration
                .text("route53_hosted_zone_id")
                .or(() -> route53.listHostedZonesByName(list -> list.dnsName(domain)).hostedZones().stream()
                        .filter(zone ->
                                !zone.config().privateZone() && zone.name().equals(domain + "."))
                        .map(HostedZone::id)
                        .findFirst());
    }

    /** A certificate waits for hours for a record that nobody can find. */
    private Finding delegation(String name, Set<String> ofTheZone) {
        var known = dns.nameServers(domain);
        if (known.isEmpty()) {
            return Finding.warn(ZONE, name + " delegation unknown", "No resolver answers: check it by hand");
        }
        return known.get().stream().anyMatch(ofTheZone::contains)
                ? Finding.pass(ZONE, name)
                : Finding.fail(
                        ZONE,
                        known.get().isEmpty()
                                ? "nobody delegates to " + name
                                : domain + " is delegated to " + String.join(", ", known.get()),
                        "Give your registrar " + String.join(", ", new TreeSet<>(ofTheZone)));
    }

    private String makeZone() {
        return "Make a public hosted zone for " + domain + " in this account, and delegate to it";
    }

    /** CloudFormation makes no record that is there already. */
    private Finding records() {
        var route53 = aws.client(Route53Client.builder());
        var zone = zoneId(route53);
        if (zone.isEmpty() || isDeployed()) {
            return Finding.pass(RECORDS, zone.isEmpty() ? "no zone yet" : "are those of DnsStack");
        }
        var found = new TreeSet<String>();
        DomainRecords.of(domain, mail())
                .forEach((name, types) -> route53
                        .listResourceRecordSets(
                                list -> list.hostedZoneId(zone.get()).startRecordName(name))
                        .resourceRecordSets()
                        .stream()
                        .filter(record -> record.name().equals(name + ".") && types.contains(record.typeAsString()))
                        .forEach(record -> found.add(record.typeAsString() + " " + name)));
        return found.isEmpty()
                ? Finding.pass(RECORDS, "nothing is in the way")
                : Finding.fail(
                        RECORDS,
                        "there are already " + String.join(", ", found),
                        "Is the name, or the mail, of somebody else? Remove what nobody needs, or choose another domain");
    }

    private Finding sandbox() {
        return MailStatus.sandbox(
                "mail sandbox", aws.client(SesV2Client.builder()).getAccount(get -> {}));
    }

    private Finding identity() {
        try {
            aws.client(SesV2Client.builder()).getEmailIdentity(get -> get.emailIdentity(domain));
        } catch (NotFoundException e) {
            return Finding.pass(IDENTITY, "none yet");
        }
        return isDeployed()
                ? Finding.pass(IDENTITY, domain)
                : Finding.fail(
                        IDENTITY,
                        domain + " is one already, and CloudFormation does not take it over",
                        "Who sends by it? Delete it in Amazon SES when nobody does, or choose another domain");
    }

    /** Only one can be active in a region, and the deployment refuses to take its place. */
    private Finding ruleSet() {
        var wanted = configuration.text("ses_receipt_rule_set").orElseGet(() -> names.physicalName("mail"));
        var active = Optional.ofNullable(aws.client(SesClient.builder())
                        .describeActiveReceiptRuleSet(describe -> {})
                        .metadata())
                .map(metadata -> metadata.name());
        return active.filter(name -> !name.equals(wanted)).isEmpty()
                ? Finding.pass(RULES, active.map(name -> name + " is active").orElse("none is active yet"))
                : Finding.fail(
                        RULES,
                        active.get() + " is active in this region, and only one can be",
                        "Set ses_receipt_rule_set to " + active.get()
                                + "; or: aws ses set-active-receipt-rule-set, if nothing needs it");
    }

    private boolean isDeployed() {
        return new Stacks(aws.client(CloudFormationClient.builder()))
                .find(names.stackName(Layer.DNS))
                .isPresent();
    }
}

package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.Locale;
import java.util.Optional;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of domain and mail.
 *
 * @param domain the domain below which the site is named
 * @param hostedZoneId the domain's hosted zone
 * @param mail whether OpenEMR sends through Amazon SES
 * @param forwardingAddress where mail to the domain is forwarded
 * @param forwardersAtOnce how many messages are forwarded at once; 0 is as many as the account's other functions leave
 * @param receiptRuleSet the rule set of the account that the rule for received mail is added to, instead of one of its own
 */
public record DnsSettings(
        Optional<String> domain,
        Optional<String> hostedZoneId,
        boolean mail,
        Optional<String> forwardingAddress,
        int forwardersAtOnce,
        Optional<String> receiptRuleSet) {

    public static final Setting<String> DOMAIN = Setting.optional(
            "route53_domain",
            Text.DOMAIN_NAME,
            "",
            "none",
            "The domain of the site, which becomes `openemr.<domain>`, with a certificate of its own.");

    static final Setting<String> HOSTED_ZONE_ID = Setting.optional(
            "route53_hosted_zone_id",
            Text.of("hosted zone id", "Z[A-Z0-9]{1,31}", "the id of a hosted zone: Z and up to 31 letters and digits"),
            "",
            "looked up",
            "The hosted zone of `route53_domain`; without it templates can be made with credentials only.");

    public static final Setting<Boolean> MAIL = Setting.of(
            "configure_ses",
            YES_NO,
            "",
            false,
            "Mail through Amazon SES; needs `route53_domain` and a region where SES receives and has an SMTP interface.");

    static final Setting<String> FORWARDING_ADDRESS = Setting.optional(
            "email_forwarding_address",
            Text.EMAIL_ADDRESS,
            "",
            "none",
            "Where mail to the domain is forwarded, a mailbox outside of it; needs `configure_ses`.");

    static final Setting<Long> FORWARDERS_AT_ONCE = Setting.of(
            "mail_forwarder_concurrency",
            new WholeNumber(0, 100),
            "messages at once",
            5L,
            "Everybody can write to the address that is forwarded: no more messages than these are forwarded at the same time, and the"
                    + " account's other functions cannot take these places. An account without 100 places more has none to reserve"
                    + " (`openemr doctor` looks): 0 reserves none.");

    static final Setting<String> RECEIPT_RULE_SET = Setting.optional(
            "ses_receipt_rule_set",
            Text.of(
                    "rule set",
                    "[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?",
                    "the name of an SES receipt rule set of the account: up to 64 letters, digits, dots, hyphens and underscores"),
            "",
            "one of its own",
            "Where the rule for received mail is added. A region has one active rule set: where another one is active already,"
                    + " the deployment is refused until this names it.");

    public static final SettingGroup GROUP = SettingGroup.of(
            "dns-stack", DOMAIN, HOSTED_ZONE_ID, MAIL, FORWARDING_ADDRESS, FORWARDERS_AT_ONCE, RECEIPT_RULE_SET);

    /**
     * Reads the settings and the rules between them.
     *
     * @param region the region of the deployment, when it is known
     * @param accountIsKnown whether the hosted zone can be looked up in the account
     */
    public static DnsSettings read(SettingsReader reader, Optional<String> region, boolean accountIsKnown) {
        var domain = reader.readOptional(DOMAIN);
        var hostedZoneId = reader.readOptional(HOSTED_ZONE_ID);
        boolean mail = reader.read(MAIL);
        var forwardingAddress = reader.readOptional(FORWARDING_ADDRESS);
        var receiptRuleSet = reader.readOptional(RECEIPT_RULE_SET);
        var domainIsValid = reader.areValid(DOMAIN);
        if (hostedZoneId.isPresent() && domain.isEmpty() && domainIsValid) {
            reader.reject(HOSTED_ZONE_ID, "has no route53_domain", "set route53_domain, or remove the key");
        }
        if (domain.isPresent() && hostedZoneId.isEmpty() && !accountIsKnown && reader.areValid(HOSTED_ZONE_ID)) {
            reader.reject(
                    HOSTED_ZONE_ID,
                    "is absent, and without credentials the zone cannot be looked up",
                    "set it to the id that `aws route53 list-hosted-zones` shows, or set AWS_PROFILE and a region");
        }
        if (mail && domain.isEmpty() && domainIsValid) {
            reader.reject(MAIL, "needs a domain", "set route53_domain, or leave it off");
        }
        if (mail) {
            region.filter(name -> !Regions.SES_SMTP.contains(name) || !Regions.SES_RECEIVING.contains(name))
                    .ifPresent(name -> reader.reject(
                            MAIL,
                            "needs a region in which Amazon SES receives and has an SMTP interface, and " + name
                                    + " has " + missing(name),
                            "leave it off, or deploy to another region"));
        }
        if (forwardingAddress.isPresent() && !mail && reader.areValid(MAIL)) {
            reader.reject(FORWARDING_ADDRESS, "needs configure_ses", "set configure_ses to true, or remove the key");
        }
        if (receiptRuleSet.isPresent() && !mail && reader.areValid(MAIL)) {
            reader.reject(RECEIPT_RULE_SET, "needs configure_ses", "set configure_ses to true, or remove the key");
        }
        var settings = new DnsSettings(
                domain,
                hostedZoneId,
                mail,
                forwardingAddress,
                reader.read(FORWARDERS_AT_ONCE).intValue(),
                receiptRuleSet);
        forwardingAddress.ifPresent(address -> settings.refuseInside(reader, FORWARDING_ADDRESS, address));
        return settings;
    }

    /**
     * Refuses an address of the domain itself: with mail on, the domain's mail goes to Amazon SES, which takes that of help@ alone
     * and stores and forwards it. What tells of trouble, or is forwarded, must not depend on that. A rule set of the account may serve
     * other addresses of the domain.
     */
    void refuseInside(SettingsReader reader, Setting<String> setting, String address) {
        if (mail && domain.filter(name -> isInside(address, name)).isPresent()) {
            reader.reject(
                    setting,
                    "is an address of route53_domain, whose mail goes to Amazon SES and to no mailbox",
                    "name a mailbox outside this domain");
        }
    }

    private boolean isInside(String address, String domain) {
        var plain = address.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
        var host = plain.substring(plain.lastIndexOf('@') + 1);
        return plain.equals("help@" + domain)
                || host.equals(mailFromDomain(domain))
                || (host.equals(domain) && receiptRuleSet.isEmpty());
    }

    /** The domain that notifications come from, and that bounces of sent mail go to. */
    public static String mailFromDomain(String domain) {
        return "services." + domain;
    }

    private static String missing(String region) {
        if (Regions.SES_SMTP.contains(region)) {
            return "no receiving";
        }
        return Regions.SES_RECEIVING.contains(region) ? "no SMTP interface" : "neither";
    }
}

package org.openemr.aws.operator.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.contracts.DnsContract;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.SuppressedDestinationSummary;

/** How mail of the deployment stands with Amazon SES. Each look stands alone. */
public final class MailStatus {

    private static final String SANDBOX = "sandbox";
    private static final Duration DAY = Duration.ofDays(1);

    /** SES counts all mail of the account and region. */
    private static final double NEARLY_ALL = 0.8;

    private final SesV2Client ses;
    private final SentMail sent;
    private final Clock clock;
    private final String domain;

    public MailStatus(Aws aws, DeployedValues values, Clock clock) {
        MailTest.requireMail(values);
        this.ses = aws.client(SesV2Client.builder());
        this.sent = new SentMail(aws, values);
        this.clock = clock;
        var address = values.get(DnsContract.MAIL_RETURN_ADDRESS);
        this.domain = address.substring(address.indexOf('@') + 1);
    }

    public List<Look> looks() {
        return List.of(
                new Look(List.of("identity", "DKIM", "MAIL FROM"), this::ofIdentity),
                new Look(List.of(SANDBOX, "sending", "quota"), this::ofAccount),
                Look.at("last day", this::lastDay),
                Look.at("suppression list", this::suppressed));
    }

    private List<Finding> ofIdentity() {
        var identity = ses.getEmailIdentity(get -> get.emailIdentity(domain));
        return List.of(identity(identity), dkim(identity), mailFrom(identity));
    }

    private List<Finding> ofAccount() {
        var account = ses.getAccount(get -> {});
        return List.of(sandbox(SANDBOX, account), sending(account), quota(account));
    }

    private Finding identity(GetEmailIdentityResponse identity) {
        return Boolean.TRUE.equals(identity.verifiedForSendingStatus())
                ? Finding.pass("identity", domain + " may send")
                : Finding.fail(
                        "identity",
                        domain + " is not verified: " + identity.verificationStatusAsString(),
                        "Do public name servers know the DKIM records? openemr doctor looks at the delegation");
    }

    private static Finding dkim(GetEmailIdentityResponse identity) {
        var status = identity.dkimAttributes().statusAsString();
        return "SUCCESS".equals(status)
                ? Finding.pass("DKIM", "signs")
                : Finding.fail("DKIM", status, "Do public name servers know the records <token>._domainkey?");
    }

    private static Finding mailFrom(GetEmailIdentityResponse identity) {
        var attributes = identity.mailFromAttributes();
        var status = attributes.mailFromDomainStatusAsString();
        return "SUCCESS".equals(status)
                ? Finding.pass("MAIL FROM", attributes.mailFromDomain())
                : Finding.warn(
                        "MAIL FROM",
                        attributes.mailFromDomain() + ": " + status,
                        "Do public name servers know its MX and TXT records? Until then mail comes from amazonses.com");
    }

    /** Whether the account may send to anybody. */
    public static Finding sandbox(String what, GetAccountResponse account) {
        return Boolean.TRUE.equals(account.productionAccessEnabled())
                ? Finding.pass(what, "left")
                : Finding.warn(
                        what, "mail reaches verified addresses only", "dns-stack/README.md tells how to leave it");
    }

    private static Finding sending(GetAccountResponse account) {
        var status = account.enforcementStatus();
        return Boolean.TRUE.equals(account.sendingEnabled()) && "HEALTHY".equals(status)
                ? Finding.pass("sending", "on")
                : Finding.fail(
                        "sending",
                        "%s, the account is %s"
                                .formatted(Boolean.TRUE.equals(account.sendingEnabled()) ? "on" : "off", status),
                        "Read what AWS wrote to the account's address: SES console, Reputation metrics");
    }

    private static Finding quota(GetAccountResponse account) {
        var quota = account.sendQuota();
        var detail = "%.0f of %.0f messages in 24 hours, %.0f a second"
                .formatted(quota.sentLast24Hours(), quota.max24HourSend(), quota.maxSendRate());
        return quota.sentLast24Hours() < NEARLY_ALL * quota.max24HourSend() || quota.max24HourSend() < 0
                ? Finding.pass("quota", detail)
                : Finding.warn("quota", detail, "Ask for more in Service Quotas, Amazon SES");
    }

    private Finding lastDay() {
        var counts = sent.counts(clock.instant().minus(DAY));
        var bad = Stream.of("Bounce", "Complaint", "Reject")
                .mapToLong(type -> counts.getOrDefault(type, 0L))
                .sum();
        var detail = "%d delivered, %d bounced, %d complaints, %d rejected"
                .formatted(
                        counts.getOrDefault("Delivery", 0L),
                        counts.getOrDefault("Bounce", 0L),
                        counts.getOrDefault("Complaint", 0L),
                        counts.getOrDefault("Reject", 0L));
        return bad == 0
                ? Finding.pass("last day", detail)
                : Finding.warn("last day", detail, "openemr logs mail shows each, with what the other side said");
    }

    /** Addresses are not shown: they are patients'. */
    private Finding suppressed() {
        var reasons = ses.listSuppressedDestinationsPaginator(list -> {}).stream()
                .flatMap(page -> page.suppressedDestinationSummaries().stream())
                .map(SuppressedDestinationSummary::reasonAsString)
                .toList();
        var bounces = reasons.stream().filter("BOUNCE"::equals).count();
        return reasons.isEmpty()
                ? Finding.pass("suppression list", "empty")
                : Finding.pass(
                        "suppression list",
                        "%d addresses of the account get no mail any more (%d bounced, %d complained)"
                                .formatted(reasons.size(), bounces, reasons.size() - bounces));
    }
}

package org.openemr.aws.dns;

import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.DnsContract;
import org.openemr.aws.settings.installation.DnsSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/** Mail through Amazon SES: out for OpenEMR, and in for help@ the domain. */
final class Mail extends Construct {

    private final MailAddresses addresses;
    private final SendingIdentity sending;
    private final SmtpUser smtpUser;

    Mail(
            Construct scope,
            Deployment deployment,
            DnsSettings settings,
            Features features,
            IHostedZone zone,
            NetworkOutputs network,
            SecurityOutputs security) {
        super(scope, "Mail");
        var alarms = Alarms.from(scope, deployment, security::alarms);
        var functions = security.functionSupport();
        addresses = new MailAddresses(settings.domain().orElseThrow());
        sending = new SendingIdentity(this, deployment, zone, addresses, functions, alarms);
        smtpUser = new SmtpUser(
                this,
                deployment,
                sending.permission(),
                addresses,
                security.dataKey(),
                functions,
                features.rotation(),
                alarms);
        if (features.ownVpc()) {
            new SmtpEndpoint(this, deployment, network.vpc(), network.tasks(), functions);
        }
        var store = new MailBucket(this, deployment, security.accessLogs());
        if (features.threatDetection()) {
            new MailScan(this, deployment, store, security);
        }
        var forwarder = Forwarder.from(this, deployment, settings, sending, store, functions, alarms);
        new IncomingMail(
                this, deployment, zone, addresses, settings.receiptRuleSet(), store, forwarder, functions, alarms);
    }

    /** Publishes how OpenEMR sends, when all of it is there: the SMTP user's secret is filled last. */
    void publish(Publication publication) {
        publication
                .add(DnsContract.SMTP_HOST, SmtpEndpoint.hostName())
                .add(DnsContract.SMTP_USER_SECRET_ARN, smtpUser.secret().getSecretArn())
                .add(DnsContract.MAIL_SENDER, addresses.notifications())
                .add(DnsContract.MAIL_RETURN_ADDRESS, addresses.help());
        publication.getNode().addDependency(sending, smtpUser);
    }
}

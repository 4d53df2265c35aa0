package org.openemr.aws.dns;

import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.FunctionSupport;
import org.openemr.aws.contracts.outputs.DnsOutputs;
import org.openemr.aws.contracts.outputs.NetworkOutputs;
import org.openemr.aws.settings.installation.DnsSettings;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** Mail through Amazon SES: out for OpenEMR, and in for help@ the domain. */
final class Mail extends Construct {

    private final MailAddresses addresses;
    private final FunctionSupport functions;
    private final SmtpUser smtpUser;
    private final IncomingMail incoming;

    Mail(
            Construct scope,
            Deployment deployment,
            DnsSettings settings,
            IHostedZone zone,
            NetworkOutputs.Imported network,
            Shared shared,
            Alarms alarms) {
        super(scope, "Mail");
        functions = shared.functions();
        addresses = new MailAddresses(settings.domain().orElseThrow());
        var identity = new SendingIdentity(this, deployment, zone, addresses).identity();
        smtpUser = new SmtpUser(this, deployment, identity, addresses, shared.dataKey(), shared.functions(), alarms);
        new SmtpEndpoint(this, deployment, network.vpc(), network.tasks(), shared.functions());
        var store = new MailBucket(this, deployment, shared.accessLogs());
        var forwarder = Forwarder.from(this, deployment, settings, identity, store, shared.functions(), alarms);
        incoming = new IncomingMail(this, deployment, zone, addresses, store, forwarder, shared.functions(), alarms);
    }

    /**
     * What mail takes from SecurityStack.
     *
     * @param dataKey encrypts secrets
     * @param functions what functions need
     * @param accessLogs where accesses to the bucket are logged
     */
    record Shared(IKey dataKey, FunctionSupport functions, IBucket accessLogs) {}

    DnsOutputs.Mail outputs() {
        return new DnsOutputs.Mail(
                SmtpEndpoint.hostName(), smtpUser.secret(), addresses.notifications(), addresses.help());
    }

    FunctionSupport functions() {
        return functions;
    }

    /** The SMTP user, whose secret is filled when all of it is there. */
    Construct smtpUser() {
        return smtpUser;
    }

    /** The rule set that was active in the region before, or none. */
    String replacedRuleSet() {
        return incoming.replacedRuleSet();
    }
}

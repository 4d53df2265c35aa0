package org.openemr.aws.dns;

import java.util.List;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.IPublicHostedZone;
import software.amazon.awscdk.services.route53.PublicHostedZone;
import software.amazon.awscdk.services.route53.PublicHostedZoneAttributes;
import software.amazon.awscdk.services.route53.TxtRecord;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetTlsPolicy;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.IEmailIdentity;
import software.amazon.awscdk.services.ses.Identity;
import software.constructs.Construct;

/**
 * The domain as a sender: DKIM and MAIL FROM records come with the identity, DMARC is added. What is sent leaves over TLS
 * or not at all.
 */
final class SendingIdentity extends Construct {

    private final IEmailIdentity identity;
    private final SendingPermission permission;

    SendingIdentity(
            Construct scope,
            Deployment deployment,
            IHostedZone zone,
            MailAddresses addresses,
            FunctionSupport support,
            Alarms alarms) {
        super(scope, "SendingIdentity");
        var configurationSet = deployment.physicalName("mail");
        permission = new SendingPermission(configurationSet);
        var tlsOnly = ConfigurationSet.Builder.create(this, "TlsOnly")
                .configurationSetName(configurationSet)
                .tlsPolicy(ConfigurationSetTlsPolicy.REQUIRE)
                .reputationMetrics(true)
                .build();
        new SendingEvents(this, deployment, tlsOnly, configurationSet, support, alarms);
        identity = EmailIdentity.Builder.create(this, "Identity")
                .identity(Identity.publicHostedZone(publicZone(zone)))
                .mailFromDomain(addresses.mailFromDomain())
                // Bounces are events; as mail they would go to the sender's address, which nobody reads, and OpenEMR
                // sends from the
                // MAIL FROM domain.
                // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutEmailIdentityMailFromAttributes.html
                .feedbackForwarding(false)
                .configurationSet(tlsOnly)
                .build();
        TxtRecord.Builder.create(this, "Dmarc")
                .zone(zone)
                .recordName("_dmarc")
                .values(List.of("v=DMARC1;p=quarantine;rua=mailto:" + addresses.help()))
                .build();
    }

    IEmailIdentity identity() {
        return identity;
    }

    /** What whoever sends from the domain needs. */
    SendingPermission permission() {
        return permission;
    }

    private IPublicHostedZone publicZone(IHostedZone zone) {
        return PublicHostedZone.fromPublicHostedZoneAttributes(
                this,
                "PublicZone",
                PublicHostedZoneAttributes.builder()
                        .hostedZoneId(zone.getHostedZoneId())
                        .zoneName(zone.getZoneName())
                        .build());
    }
}

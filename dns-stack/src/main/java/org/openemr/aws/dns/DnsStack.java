package org.openemr.aws.dns;

import java.util.Optional;
import org.openemr.aws.contracts.Alarms;
import org.openemr.aws.contracts.CertificateAlarms;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.LayerStack;
import org.openemr.aws.contracts.StackCleanup;
import org.openemr.aws.contracts.outputs.DnsOutputs;
import org.openemr.aws.contracts.outputs.NetworkOutputs;
import org.openemr.aws.contracts.outputs.SecurityOutputs;
import org.openemr.aws.settings.installation.DnsSettings;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/** The names of the domain, its certificate, and mail. Exists when there is a domain. */
public final class DnsStack extends LayerStack {

    /**
     * Creates the stack.
     *
     * @param access how clients speak to the site
     * @param features what the network is like
     */
    public DnsStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            DnsSettings settings,
            SiteAccess access,
            NetworkFeatures features) {
        super(scope, Layer.DNS, deployment, environment);
        var network = NetworkOutputs.read(this, deployment, features.zones());
        var security = SecurityOutputs.read(this, deployment);
        var domain = settings.domain().orElseThrow();
        var hostName = SiteAccess.hostName(domain);

        var zone = DomainZone.of(this, settings);
        var certificate = certificate(access, zone, domain);
        var alarms = Alarms.from(this, deployment, security::alarms);
        certificate.ifPresent(each -> CertificateAlarms.watch(alarms, each.getCertificateArn()));
        new SiteRecords(this, zone, hostName, network, features);
        var mail = settings.mail()
                ? Optional.of(new Mail(
                        this,
                        deployment,
                        settings,
                        zone,
                        network,
                        new Mail.Shared(security.dataKey(), security.functionSupport(), security.accessLogs()),
                        alarms))
                : Optional.<Mail>empty();

        var outputs =
                new DnsOutputs(hostName, certificate.map(ICertificate::getCertificateArn), mail.map(Mail::outputs));
        var published = DnsOutputs.contract(access, settings.mail()).publish(outputs, this, deployment);
        mail.ifPresent(each -> published.getNode().addDependency(each.smtpUser()));
        mail.ifPresent(each -> output(
                "ReplacedReceiptRuleSet",
                "SES receipt rule set that was active in this region before; deleting this stack puts it back",
                each.replacedRuleSet()));
        // The only stores of this layer are those of mail.
        mail.ifPresent(each -> StackCleanup.of(this, deployment, Layer.DNS, each::functions));
    }

    /** For every name below the domain, validated and renewed by records in the zone; a given certificate wins over it. */
    private Optional<ICertificate> certificate(SiteAccess access, IHostedZone zone, String domain) {
        return access.domainBringsCertificate()
                ? Optional.of(Certificate.Builder.create(this, "Certificate")
                        .domainName("*." + domain)
                        .validation(CertificateValidation.fromDns(zone))
                        .build())
                : Optional.empty();
    }
}

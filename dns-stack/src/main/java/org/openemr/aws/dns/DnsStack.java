package org.openemr.aws.dns;

import java.util.Optional;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.constructs.stack.StackCleanup;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.DnsContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.DnsSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.certificatemanager.CfnCertificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/** The names of the domain, its certificate, and mail. Exists when there is a domain. */
public final class DnsStack extends LayerStack {

    public DnsStack(
            Construct scope, Deployment deployment, Environment environment, DnsSettings settings, Features features) {
        super(scope, Layer.DNS, deployment, environment);
        var network = NetworkOutputs.read(this, deployment, features);
        var security = SecurityOutputs.read(this, deployment);
        var domain = settings.domain().orElseThrow();
        var hostName = features.access().hostName().orElseThrow();

        var zone = DomainZone.of(this, settings);
        var certificate = certificate(zone, domain);
        new SiteRecords(this, zone, hostName, network, features);
        // A certificate that is never validated fails the deployment after hours: SES has written to no bucket by then.
        var mail = settings.mail()
                ? Optional.of(new Mail(this, deployment, settings, features, zone, network, security))
                : Optional.<Mail>empty();

        var publication = new Publication(this, deployment)
                .add(DnsContract.SITE_HOST_NAME, hostName)
                .add(DnsContract.CERTIFICATE_ARN, certificate.getCertificateArn());
        mail.ifPresent(each -> {
            each.getNode().addDependency(certificate);
            each.publish(publication);
        });
        // The only stores of this layer are those of mail.
        mail.ifPresent(each -> StackCleanup.of(this, deployment, Layer.DNS, security::functionSupport));
    }

    /**
     * For every name below the domain, validated and renewed by records in the zone. It is there also when another is given: a
     * listener changes to that one only after this stack, and cannot lose the one it presents before. For the same reason the
     * one of a domain that changes stays: ACM deletes none that a listener presents, and it costs nothing.
     */
    private ICertificate certificate(IHostedZone zone, String domain) {
        var certificate = Certificate.Builder.create(this, "Certificate")
                .domainName("*." + domain)
                .validation(CertificateValidation.fromDns(zone))
                .build();
        var options = ((CfnCertificate) certificate.getNode().getDefaultChild()).getCfnOptions();
        options.setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        options.setDeletionPolicy(CfnDeletionPolicy.DELETE);
        return certificate;
    }
}

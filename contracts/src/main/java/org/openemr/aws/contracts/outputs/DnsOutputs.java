package org.openemr.aws.contracts.outputs;

import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/**
 * What DnsStack gives to ComputeStack.
 *
 * @param siteHostName the name of the site below its domain
 * @param certificateArn the domain's own certificate, unless another was given
 * @param mail how OpenEMR sends mail, when it does
 */
public record DnsOutputs(String siteHostName, Optional<String> certificateArn, Optional<Mail> mail) {

    /**
     * How OpenEMR sends mail.
     *
     * @param smtpHost the host of the SMTP interface, port 587 with STARTTLS
     * @param smtpUser user name and password for it
     * @param sender the address that notifications come from
     * @param returnAddress the address that people may answer to
     */
    public record Mail(String smtpHost, ISecret smtpUser, String sender, String returnAddress) {}

    private static final Output<DnsOutputs> SITE_HOST_NAME =
            new Output<>("site-host-name", "Name of the site", DnsOutputs::siteHostName);
    private static final Output<DnsOutputs> CERTIFICATE_ARN = new Output<>(
            "certificate-arn",
            "Certificate of the domain",
            outputs -> outputs.certificateArn().orElseThrow());
    private static final Output<DnsOutputs> SMTP_HOST = new Output<>(
            "smtp-host",
            "Host of the SMTP interface of Amazon SES",
            outputs -> outputs.mail().orElseThrow().smtpHost());
    private static final Output<DnsOutputs> SMTP_USER_SECRET_ARN = new Output<>(
            "smtp-user-secret-arn",
            "Secret of the SMTP user",
            outputs -> outputs.mail().orElseThrow().smtpUser().getSecretArn());
    private static final Output<DnsOutputs> MAIL_SENDER = new Output<>(
            "mail-sender",
            "Address that notifications come from",
            outputs -> outputs.mail().orElseThrow().sender());
    private static final Output<DnsOutputs> MAIL_RETURN_ADDRESS = new Output<>(
            "mail-return-address",
            "Address that people may answer to",
            outputs -> outputs.mail().orElseThrow().returnAddress());

    /**
     * The list from which the parameters are written and read.
     *
     * @param access whether the domain brings a certificate
     * @param mail whether OpenEMR sends mail
     */
    public static Contract<DnsOutputs> contract(SiteAccess access, boolean mail) {
        var certificate =
                access.domainBringsCertificate() ? Stream.of(CERTIFICATE_ARN) : Stream.<Output<DnsOutputs>>empty();
        var ofMail = mail
                ? Stream.of(SMTP_HOST, SMTP_USER_SECRET_ARN, MAIL_SENDER, MAIL_RETURN_ADDRESS)
                : Stream.<Output<DnsOutputs>>empty();
        return new Contract<>(
                Layer.DNS,
                Stream.of(Stream.of(SITE_HOST_NAME), certificate, ofMail)
                        .flatMap(outputs -> outputs)
                        .toList());
    }

    /** What a consumer may ask for; each part becomes a template parameter only when it is asked for, and only once. */
    public static Imported read(Stack stack, Deployment deployment, SiteAccess access, boolean mail) {
        return new Imported(contract(access, mail).reader(stack, deployment));
    }

    /** The parts of the contract as constructs of the consumer; a stack asks for each at most once. */
    public static final class Imported {

        private final ContractReader<DnsOutputs> contract;

        private Imported(ContractReader<DnsOutputs> contract) {
            this.contract = contract;
        }

        public String siteHostName() {
            return contract.value(SITE_HOST_NAME);
        }

        public String certificateArn() {
            return contract.value(CERTIFICATE_ARN);
        }

        /**
         * How OpenEMR sends mail.
         *
         * @param dataKey the key of the SMTP user's secret
         */
        public Mail mail(IKey dataKey) {
            var smtpUser = Secret.fromSecretAttributes(
                    contract.imports(),
                    "SmtpUser",
                    SecretAttributes.builder()
                            .secretCompleteArn(contract.value(SMTP_USER_SECRET_ARN))
                            .encryptionKey(dataKey)
                            .build());
            return new Mail(
                    contract.value(SMTP_HOST),
                    smtpUser,
                    contract.value(MAIL_SENDER),
                    contract.value(MAIL_RETURN_ADDRESS));
        }
    }
}

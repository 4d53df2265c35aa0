package org.openemr.aws.constructs.contract;

import org.openemr.aws.contracts.DnsContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** What a stack takes from DnsStack; each part becomes a template parameter when it is asked for. */
public final class DnsOutputs {

    private final ContractReader contract;

    private DnsOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static DnsOutputs read(Stack stack, Names names) {
        return new DnsOutputs(new ContractReader(stack, names, Layer.DNS));
    }

    /** The name of the site below its domain. */
    public String siteHostName() {
        return contract.value(DnsContract.SITE_HOST_NAME);
    }

    /** The domain's own certificate. */
    public String certificateArn() {
        return contract.value(DnsContract.CERTIFICATE_ARN);
    }

    /** The host of the SMTP interface, port 587 with STARTTLS; published with mail, as what follows. */
    public String smtpHost() {
        return contract.value(DnsContract.SMTP_HOST);
    }

    /** The name of the parameter of that host. */
    public String smtpHostParameter() {
        return contract.parameterName(DnsContract.SMTP_HOST);
    }

    /** User name and password for it. */
    public ISecret smtpUser(IKey dataKey) {
        return contract.secret("SmtpUser", DnsContract.SMTP_USER_SECRET_ARN, dataKey);
    }

    /** The address that notifications come from. */
    public String mailSender() {
        return contract.value(DnsContract.MAIL_SENDER);
    }

    /** The name of the parameter of that address. */
    public String mailSenderParameter() {
        return contract.parameterName(DnsContract.MAIL_SENDER);
    }

    /** The address that people may answer to. */
    public String mailReturnAddress() {
        return contract.value(DnsContract.MAIL_RETURN_ADDRESS);
    }
}

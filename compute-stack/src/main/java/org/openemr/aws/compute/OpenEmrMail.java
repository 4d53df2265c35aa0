package org.openemr.aws.compute;

import org.openemr.aws.constructs.contract.DnsOutputs;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * How OpenEMR sends mail.
 *
 * @param smtpHost the host of the SMTP interface, port 587 with STARTTLS
 * @param smtpUser user name and password for it
 * @param sender the address that notifications come from
 * @param returnAddress the address that people may answer to
 */
record OpenEmrMail(String smtpHost, ISecret smtpUser, String sender, String returnAddress) {

    /**
     * Takes it from DnsStack.
     *
     * @param dataKey the key of the SMTP user's secret
     */
    static OpenEmrMail of(DnsOutputs dns, IKey dataKey) {
        return new OpenEmrMail(dns.smtpHost(), dns.smtpUser(dataKey), dns.mailSender(), dns.mailReturnAddress());
    }
}

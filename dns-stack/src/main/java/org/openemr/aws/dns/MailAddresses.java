package org.openemr.aws.dns;

import org.openemr.aws.settings.installation.DnsSettings;

/**
 * The addresses of a domain.
 *
 * @param domain the domain
 */
record MailAddresses(String domain) {

    /** Where bounces of sent mail go, and the domain that notifications come from. */
    String mailFromDomain() {
        return DnsSettings.mailFromDomain(domain);
    }

    /** Who notifications come from. */
    String notifications() {
        return "notifications@" + mailFromDomain();
    }

    /** Where people write to. */
    String help() {
        return "help@" + domain;
    }
}

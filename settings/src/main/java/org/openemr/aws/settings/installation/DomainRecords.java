package org.openemr.aws.settings.installation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The names in a domain that a deployment makes records for, and which records there would be in their way. */
public final class DomainRecords {

    private static final String ALIAS = "CNAME";

    private DomainRecords() {}

    /**
     * The types of records that cannot be there already, by name. The names of DKIM's records are new with each identity.
     *
     * @param mail whether OpenEMR sends through Amazon SES
     */
    public static Map<String, Set<String>> of(String domain, boolean mail) {
        var records = new LinkedHashMap<String, Set<String>>();
        records.put(SiteAccess.nameBelow(domain), Set.of("A", "AAAA", ALIAS));
        if (mail) {
            records.put(domain, Set.of("MX"));
            records.put("_dmarc." + domain, Set.of("TXT", ALIAS));
            records.put(DnsSettings.mailFromDomain(domain), Set.of("MX", "TXT", ALIAS));
        }
        return records;
    }
}

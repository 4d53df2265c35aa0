package org.openemr.aws.settings.installation;

import java.util.List;
import java.util.Optional;

/**
 * How clients speak to the site. Several layers follow it: the security group's ports, the accelerator's port, the
 * listeners and the addresses OpenEMR tells its clients.
 *
 * @param certificateArn the given certificate that the load balancer presents
 * @param domain the domain below which the site is named {@code openemr}
 * @param givenName the name that users type, where it is another one
 * @param tlsPolicy which versions and ciphers of TLS the load balancer accepts, by AWS's name
 */
public record SiteAccess(
        Optional<String> certificateArn, Optional<String> domain, Optional<String> givenName, String tlsPolicy) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Whether clients speak HTTPS; plain HTTP exists for trials only. */
    public boolean https() {
        return certificateArn.isPresent() || domain.isPresent();
    }

    /** Whether the domain brings a certificate of its own: a given one wins over it. */
    public boolean domainBringsCertificate() {
        return domain.isPresent() && certificateArn.isEmpty();
    }

    /** The port of the listener that forwards to OpenEMR. */
    public int port() {
        return https() ? HTTPS_PORT : HTTP_PORT;
    }

    /** The ports that clients connect to: with HTTPS also the one on which they are told so. */
    public List<Integer> ports() {
        return https() ? List.of(HTTPS_PORT, HTTP_PORT) : List.of(HTTP_PORT);
    }

    /** The name of the site; without one of its own, clients use the load balancer's or the accelerator's. */
    public Optional<String> hostName() {
        return givenName.or(() -> domain.map(SiteAccess::nameBelow));
    }

    /** The name of a site that is given none, below a domain. */
    public static String nameBelow(String domain) {
        return "openemr." + domain;
    }

    /** The address of the site at a host name, without a slash at the end. */
    public String address(String hostName) {
        return (https() ? "https://" : "http://") + hostName;
    }
}

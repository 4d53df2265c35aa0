package org.openemr.aws.contracts;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How clients speak to the site. Several layers follow it: the security group's ports, the accelerator's port, the
 * listeners and the addresses OpenEMR tells its clients.
 *
 * @param certificateArn the certificate the load balancer presents
 * @param domain the domain below which the site is named {@code openemr}
 */
public record SiteAccess(Optional<String> certificateArn, Optional<String> domain) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Whether clients speak HTTPS; plain HTTP exists for trials only. */
    public boolean https() {
        return certificateArn.isPresent();
    }

    /** The port of the listener that forwards to OpenEMR. */
    public int port() {
        return https() ? HTTPS_PORT : HTTP_PORT;
    }

    /**
     * The address of the site: below the domain when there is one, else at the public name of the network.
     *
     * @param publicHostName asked only when there is no domain
     */
    public String siteAddress(Supplier<String> publicHostName) {
        return address(domain.map(name -> "openemr." + name).orElseGet(publicHostName));
    }

    /** The address of the site at a host name, without a slash at the end. */
    public String address(String hostName) {
        return (https() ? "https://" : "http://") + hostName;
    }
}

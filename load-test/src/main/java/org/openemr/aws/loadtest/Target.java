package org.openemr.aws.loadtest;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is put under load: the deployment's own site, or a server on this machine. Nobody else's server, whatever is typed.
 *
 * @param address without a slash at its end
 */
record Target(URI address) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The target.
     *
     * @param given what the command line says
     * @param deployed looks the deployment's own address up; is not asked for a server on this machine
     * @throws IllegalArgumentException when it is another server, or reached without TLS
     */
    static Target of(Optional<String> given, Supplier<String> deployed) {
        var wanted = given.map(Target::origin);
        if (wanted.filter(Target::isLoopback).isPresent()) {
            return new Target(wanted.get());
        }
        var own = origin(deployed.get());
        if (wanted.isPresent() && !wanted.get().equals(own)) {
            throw new IllegalArgumentException(
                    "%s is not the address of this deployment, which is %s. Only that, or a server on this machine, is put under load."
                            .formatted(wanted.get(), own));
        }
        if (!own.getScheme().equals("https")) {
            throw new IllegalArgumentException(
                    own + " is a trial without TLS: what is measured there is not what patients' data will have.");
        }
        return new Target(own);
    }

    private static boolean isLoopback(URI address) {
        return LOOPBACK.contains(address.getHost());
    }

    /** Scheme, host and port, and nothing behind them. */
    private static URI origin(String text) {
        var address = URI.create(text);
        if (address.getHost() == null
                || address.getUserInfo() != null
                || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    text + " is no address of a site, such as https://openemr.clinic.example.org");
        }
        return URI.create("%s://%s%s"
                .formatted(
                        address.getScheme(), address.getHost(), address.getPort() < 0 ? "" : ":" + address.getPort()));
    }
}

package org.openemr.aws.operator;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that {@code HTTPS_PROXY} and {@code NO_PROXY} name, as the CDK's and AWS's command lines take them. Java has <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">properties</a> for it.
 *
 * @param address the proxy
 * @param directly hosts that are reached without it, as the variable has them
 */
public record ProxySettings(URI address, String directly) {

    private static final int USUAL_PORT = 80;
    private static final String ALWAYS_DIRECTLY = "localhost|127.*|[::1]";

    /** What the environment says; nothing when it names no proxy. */
    public static Optional<ProxySettings> of(Map<String, String> environment) {
        return value(environment, "HTTPS_PROXY")
                .map(text -> text.contains("://") ? text : "http://" + text)
                .map(ProxySettings::parsed)
                .map(address -> new ProxySettings(
                        address, value(environment, "NO_PROXY").orElse("")));
    }

    /** Host and port, without what signs in to it. */
    public String shown() {
        return address.getHost() + ":" + port();
    }

    /** Lets this process use it. */
    void apply() {
        System.setProperty("https.proxyHost", address.getHost());
        System.setProperty("https.proxyPort", String.valueOf(port()));
        System.setProperty("http.nonProxyHosts", hostsWithout());
        Optional.ofNullable(address.getUserInfo())
                .map(info -> info.split(":", 2))
                .ifPresent(ProxySettings::signIn);
    }

    /** Java offers a password to a proxy for HTTPS when nothing is said against it. */
    private static void signIn(String... userAndPassword) {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(
                                userAndPassword[0],
                                userAndPassword.length > 1 ? userAndPassword[1].toCharArray() : new char[0])
                        : null;
            }
        });
    }

    private int port() {
        return address.getPort() < 0 ? USUAL_PORT : address.getPort();
    }

    /** A domain stands for all names in it, with a dot before it or without. */
    private String hostsWithout() {
        var named = Stream.of(directly.split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.replaceFirst("^\\*?\\.", ""))
                .flatMap(host -> host.equals("*") ? Stream.of("*") : Stream.of(host, "*." + host));
        return Stream.concat(Stream.of(ALWAYS_DIRECTLY), named).collect(Collectors.joining("|"));
    }

    private static URI parsed(String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // The same as no host in it.
        }
        throw Failure.usage("HTTPS_PROXY is no address of a proxy, such as http://proxy.example.org:3128.");
    }

    /** Both spellings are in use. */
    private static Optional<String> value(Map<String, String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(environment::get)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }
}

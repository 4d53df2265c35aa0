package org.openemr.aws.operator.settings;

import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.openemr.aws.operator.Failure;

/**
 * The address that this machine has on the internet, asked over HTTPS with a verified certificate. The answer comes from
 * somebody else: it counts only when it is one address.
 */
public final class PublicAddress {

    private static final String SERVICE = "https://checkip.amazonaws.com";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI service;

    /** Asks Amazon's service, or the one in {@code OPENEMR_ADDRESS_SERVICE}, which must speak HTTPS too. */
    public PublicAddress(Map<String, String> environment) {
        service = URI.create(environment.getOrDefault("OPENEMR_ADDRESS_SERVICE", SERVICE));
        if (!"https".equals(service.getScheme())) {
            throw Failure.usage(
                    "OPENEMR_ADDRESS_SERVICE must be an https address: over plain HTTP anybody could answer.");
        }
    }

    /** The address as a block of one: {@code 203.0.113.7/32}. */
    public String asBlock() {
        var answer = ask();
        var address = new IPAddressString(answer).getAddress();
        if (address == null || !address.isIPv4() || address.isMultiple() || address.isLocal()) {
            throw Failure.failed(
                    service + " did not answer with a public IPv4 address. Give the range: openemr access allow CIDR");
        }
        return address.toNormalizedString() + "/32";
    }

    private String ask() {
        try {
            var response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(HttpRequest.newBuilder(service).timeout(LIMIT).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body().strip() : "";
        } catch (IOException e) {
            throw Failure.failed("%s could not be asked: %s. Give the range: openemr access allow CIDR"
                    .formatted(service, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }
}

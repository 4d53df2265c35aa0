package org.openemr.aws.operator.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** A server with a certificate that nobody vouches for; it answers everything with an address. */
final class UnknownServer implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());

    UnknownServer() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("203.0.113.7\n")));
    }

    String url() {
        return "https://localhost:" + server.httpsPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}

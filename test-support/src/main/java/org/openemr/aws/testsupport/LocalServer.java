package org.openemr.aws.testsupport;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A local HTTP server that answers as it is told and remembers what it was asked. */
public final class LocalServer implements AutoCloseable {

    private final WireMockServer server;

    /**
     * A server that listens.
     *
     * @param extensions what makes answers that depend on more than their request
     */
    public LocalServer(Extension... extensions) {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(extensions));
        server.start();
    }

    /** Where the server listens. */
    public URI url() {
        return URI.create(server.baseUrl());
    }

    /** What the server answers; of answers with the same priority the last one that matches wins. */
    public StubMapping answers(MappingBuilder mapping) {
        return server.stubFor(mapping);
    }

    /** Takes an answer back. */
    public void forget(StubMapping answer) {
        server.removeStub(answer);
    }

    /** Lets every answer take its time. */
    public void slow(Duration delay) {
        server.setGlobalFixedDelay(Math.toIntExact(delay.toMillis()));
    }

    /** Lets every sequence of answers begin again, and forgets what was asked. */
    public void startAgain() {
        server.resetScenarios();
        server.resetRequests();
    }

    /** The requests of a form, in their order. */
    public List<LoggedRequest> requests(RequestPatternBuilder form) {
        return server.findAll(form);
    }

    @Override
    public void close() {
        server.stop();
    }
}

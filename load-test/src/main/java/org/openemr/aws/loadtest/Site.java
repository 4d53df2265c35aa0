package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.List;

/** How clients speak to the site, and when a run is good. */
final class Site {

    private static final int PERCENTILE = 95;

    private Site() {}

    /** Like a browser: it follows redirects, keeps cookies and what may be cached. */
    static HttpProtocolBuilder protocol(RunSettings settings) {
        return http.baseUrl(settings.target())
                .acceptHeader("text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8")
                .acceptLanguageHeader("en-US,en;q=0.5")
                .acceptEncodingHeader("gzip, deflate")
                // The web ACL lets nobody through who does not look like a browser or is not allowed by name.
                .userAgentHeader("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    }

    /** The thresholds. */
    static List<Assertion> thresholds(RunSettings settings) {
        return List.of(
                global().responseTime().percentile(PERCENTILE).lt(settings.percentile95()),
                global().failedRequests().percent().lte(settings.failedPercent()));
    }
}

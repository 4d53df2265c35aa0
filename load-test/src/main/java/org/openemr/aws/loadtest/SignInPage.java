package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * The sign-in page, without thinking and without signing in, each client as fast as it is answered: what {@code siege} does with one address. It
 * measures Apache and PHP, and a start of a session; docs/load.md says what it is worth.
 */
public final class SignInPage extends Simulation {

    {
        var settings = RunSettings.ofThisProcess();
        var page = exec(http("sign-in page")
                .get("/interface/login/login.php?site=default")
                .check(css("[name=clearPass]").exists()));
        var clients = settings.visits()
                .map(number ->
                        scenario("clients").exec(repeat(number).on(page)).injectOpen(atOnceUsers(settings.users())))
                .orElseGet(() -> scenario("clients")
                        .exec(forever().on(page))
                        .injectClosed(constantConcurrentUsers(settings.users()).during(settings.seconds())));
        setUp(clients)
                .protocols(Site.protocol(settings))
                .assertions(Site.thresholds(settings))
                .maxDuration(Duration.ofSeconds(settings.seconds()));
    }
}

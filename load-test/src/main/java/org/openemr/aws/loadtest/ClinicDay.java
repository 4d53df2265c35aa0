package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.roundRobinSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The day of a clinic: staff who sign in once and then go from the calendar to charts, documents and visits, each at their own pace; with accounts
 * of patients some who look into the portal, and with a token programs that search. A number of people work at the same time, and who waits for an
 * answer asks nothing else meanwhile: a slow site has fewer requests, as in a clinic.
 */
public final class ClinicDay extends Simulation {

    /** Of those who work, patients at home and programs are so many more. */
    private static final int STAFF_FOR_A_PATIENT = 5;

    private static final int STAFF_FOR_A_PROGRAM = 10;

    /** A tenth of the time, in which people arrive. */
    private static final int RAMP = 10;

    private static final int THOUGHTS_BEFORE_ANOTHER_ATTEMPT = 10;

    /** Where people end by themselves, nobody waits for them to come. */
    private static final int ARRIVALS_OF_A_SECOND = 10;

    private static final String LETTERS = "abcdefghijklmnoprstw";

    private final RunSettings settings = RunSettings.ofThisProcess();

    {
        var populations = Stream.of(
                        settings.accounts().map(this::staff),
                        settings.portalAccounts().map(this::patients),
                        settings.apiTokenFile().map(this::programs))
                .flatMap(Optional::stream)
                .toList();
        setUp(populations)
                .protocols(Site.protocol(settings))
                .assertions(Site.thresholds(settings))
                .maxDuration(Duration.ofSeconds(settings.seconds()));
    }

    private PopulationBuilder staff(String accounts) {
        var visit = exec(thinking(), visitOfAPatient());
        return people(
                scenario("staff")
                        .feed(csv(accounts).circular())
                        .exec(StaffPages.signIn(), whoIsNotLetInWaits(), thinking(), StaffPages.calendar())
                        .exec(settings.visits()
                                .map(number -> repeat(number).on(visit))
                                .orElseGet(() -> forever().on(visit))),
                settings.users());
    }

    /** Of ten charts five have their documents read, and two get a visit and a document where these are written. */
    private ChainBuilder visitOfAPatient() {
        var read = exec(thinking(), StaffPages.readDocument());
        var look = exec(thinking(), StaffPages.calendar());
        var write = settings.writes()
                ? exec(thinking(), StaffPages.writeVisit(), thinking(), StaffPages.writeDocument())
                : look;
        return exec(session -> session.remove("document")
                        .set(
                                "patient",
                                ThreadLocalRandom.current()
                                        .nextInt(settings.firstPatient(), settings.lastPatient() + 1)))
                .exec(StaffPages.chart())
                .exec(roundRobinSwitch().on(read, write, read, look, read, look, read, write, read, look));
    }

    private PopulationBuilder patients(String accounts) {
        return people(
                scenario("patients")
                        .feed(csv(accounts).circular())
                        .exec(thinking(), PatientPages.visit(), whoIsNotLetInWaits(), thinking()),
                Math.max(1, settings.users() / STAFF_FOR_A_PATIENT));
    }

    private PopulationBuilder programs(String tokenFile) {
        var token = content(tokenFile).strip();
        return people(
                scenario("programs")
                        .exec(session -> session.set("letter", letter()))
                        .exec(FhirSearch.byName(token), thinking()),
                Math.max(1, settings.users() / STAFF_FOR_A_PROGRAM));
    }

    /** So many at a time until the end; or so many in all, who end by themselves. */
    private PopulationBuilder people(ScenarioBuilder scenario, int number) {
        var ramp = Math.max(1, settings.seconds() / RAMP);
        return settings.visits().isPresent()
                ? scenario.injectOpen(rampUsers(number).during(Math.max(1, number / ARRIVALS_OF_A_SECOND)))
                : scenario.injectClosed(
                        rampConcurrentUsers(0).to(number).during(ramp),
                        constantConcurrentUsers(number).during(Math.max(1, settings.seconds() - ramp)));
    }

    /** Somebody else comes at once for who leaves: a wrong password would be tried again and again, and the account locked. */
    private ChainBuilder whoIsNotLetInWaits() {
        return exec(doIf(Session::isFailed)
                        .then(exec(pause(Duration.ofMillis(
                                Math.round(1000 * settings.thinkSeconds() * THOUGHTS_BEFORE_ANOTHER_ATTEMPT))))))
                .exitHereIfFailed();
    }

    /** Between two actions: many short pauses and some long ones (exponential), around the mean. */
    private ChainBuilder thinking() {
        Function<Session, Duration> length = session -> Duration.ofMillis(Math.round(-1000
                * settings.thinkSeconds()
                * Math.log(1 - ThreadLocalRandom.current().nextDouble())));
        return exec(pause(length));
    }

    private static String letter() {
        return String.valueOf(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

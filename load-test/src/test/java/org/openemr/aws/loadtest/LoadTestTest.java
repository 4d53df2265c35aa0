package org.openemr.aws.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against a site on this machine, over TLS, with think times and faults. */
class LoadTestTest {

    private static SiteCertificate certificate;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void presentACertificate() {
        certificate = SiteCertificate.make(shared);
    }

    @Test
    void aClinicWorksAndTheNextRunIsComparedWithTheLast() throws IOException {
        var accounts = file(
                "accounts.csv", "username,password\n%s,%s\n".formatted(OpenEmrStandIn.USER, OpenEmrStandIn.PASSWORD));
        String percentile95;
        try (var site = new OpenEmrStandIn(certificate, 20, 0)) {
            var run = run(
                    site,
                    certificate.trusted(),
                    "--users=10",
                    "--visits=2",
                    "--think-time=0.1",
                    "--percentile-95=60000",
                    "--patients=1-20",
                    "--write",
                    "--accounts=" + accounts,
                    "--portal-accounts=" + accounts,
                    "--api-token=" + file("token", OpenEmrStandIn.TOKEN + "\n"));

            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(run.out())
                    .contains(
                            "sign in ",
                            "calendar ",
                            "chart ",
                            "documents ",
                            "document down ",
                            "visit saved ",
                            "document up ",
                            "portal sign in ",
                            "FHIR search ")
                    .containsPattern("failed, % +0.00 +- ")
                    .containsPattern("It cost about [0-9.]+ USD for [0-9,]+ requests");
            assertThat(run.err()).contains("Visits and documents are added to the patients 1-20, and stay.");
            percentile95 = run.out().replaceAll("(?s).*95 of 100 within, ms +([0-9]+) .*", "$1");
            assertThat(site.visits()).hasSize(4).containsOnly("new in 3: A visit of the load test");
            assertThat(site.uploads()).hasSize(4).allMatch(upload -> upload.equals("whole, 100 kB"));
            assertThat(site.downloads()).isEqualTo(10);
        }
        assertThat(reports()).hasSize(1).allMatch(report -> Files.exists(report.resolve("index.html")));

        // Slower, one of nine requests fails, and one person is not let in: what was compared with is the run before.
        Files.writeString(accounts, "%s,another\n".formatted(OpenEmrStandIn.USER), StandardOpenOption.APPEND);
        try (var site = new OpenEmrStandIn(certificate, 120, 9)) {
            var run = run(
                    site,
                    certificate.trusted(),
                    "--users=5",
                    "--visits=1",
                    "--think-time=0.1",
                    "--accounts=" + accounts,
                    "--percentile-95=100");

            assertThat(run.status()).as(run.out() + run.err()).isEqualTo(3);
            assertThat(run.out())
                    .contains("currentLocationRegex(token_main=([^&]+)).find.exists, found nothing")
                    .containsPattern("failed, % +[0-9.]+ +0.00")
                    .containsPattern("95 of 100 within, ms +[0-9]{3,} +" + percentile95 + " ")
                    .contains("95th percentile of response time is less than 100.0 : false");
        }
    }

    @Test
    void theSignInPageIsAskedForAsFastAsItIsAnswered() {
        try (var site = new OpenEmrStandIn(certificate, 1, 0)) {
            var run = run(
                    site,
                    certificate.trusted(),
                    "--scenario=sign-in-page",
                    "--users=4",
                    "--visits=5",
                    "--percentile-95=60000");

            assertThat(run.status()).as(run.out() + run.err()).isZero();
            assertThat(site.requests()).isEqualTo(20);
        }
    }

    /** A certificate of nobody who is known here, as that of somebody in between would be. */
    @Test
    void noCertificateIsTakenOnTrust() {
        try (var site = new OpenEmrStandIn(certificate, 1, 0)) {
            var run = run(site, List.of(), "--scenario=sign-in-page", "--users=2", "--visits=2");

            assertThat(run.status()).as(run.out()).isNotZero();
            assertThat(run.out()).contains("unable to find valid certification path");
            assertThat(site.requests()).isZero();
        }
    }

    private Run run(OpenEmrStandIn site, List<String> virtualMachineOptions, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--target=" + site.address(), "--yes", "--results=" + directory.resolve("results")));
        return run(test(directory.resolve("openemr"), quick(virtualMachineOptions), ""), all);
    }

    /** A short run is over before code is compiled well. */
    private static List<String> quick(List<String> virtualMachineOptions) {
        return Stream.concat(Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), virtualMachineOptions.stream())
                .toList();
    }

    /**
     * The command.
     *
     * @param typed what somebody answers
     */
    static LoadTest test(Path launcher, List<String> virtualMachineOptions, String typed) {
        return new LoadTest(launcher, virtualMachineOptions, new BufferedReader(new StringReader(typed)));
    }

    static Run run(LoadTest test, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var status = LoadTest.commandLine(test)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }

    record Run(int status, String out, String err) {}

    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("results"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}

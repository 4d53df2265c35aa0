package org.openemr.aws.loadtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a deployment under load, and says how it was. */
@Command(
        name = "load-test/run",
        mixinStandardHelpOptions = true,
        description = {
            "Puts your own deployment under load: people of a clinic at work, or the sign-in page alone. docs/load.md is the guide.",
            "Only the site of the deployment (as `openemr url` says), or a server on this machine."
        },
        footer = {
            "",
            "Exit status: 0 thresholds kept, 1 failed, 2 wrong usage, 3 thresholds not kept.",
            "",
            "Example:",
            "  load-test/run --users 50 --minutes 10 --accounts accounts.csv --patients 1-200"
        })
public final class LoadTest implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NOT_KEPT = 3;
    private static final int SECONDS_OF_A_MINUTE = 60;

    /** Actions of one person ask for as many pages, in the mean of the scenario. */
    private static final double REQUESTS_OF_AN_ACTION = 1.3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            defaultValue = "CLINIC_DAY",
            description = "clinic-day or sign-in-page (default: clinic-day).")
    private Scenario scenario;

    @Option(
            names = "--users",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "How many work at the same time (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--minutes",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "How long; people arrive in the first tenth (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--visits",
            paramLabel = "NUMBER",
            description =
                    "Each person ends after so many patients, or pages: to see whether accounts and patients are right, --users 1 --visits 1.")
    private @Nullable Integer visits;

    @Option(
            names = "--think-time",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "Between two actions of a person, in the mean (default: ${DEFAULT-VALUE}).")
    private double thinkSeconds;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "CSV with the columns username and password: staff who sign in, without a second factor.")
    private @Nullable Path accounts;

    @Option(names = "--portal-accounts", paramLabel = "FILE", description = "The same of patients, for the portal.")
    private @Nullable Path portalAccounts;

    @Option(
            names = "--api-token",
            paramLabel = "FILE",
            description = "A file with an access token (openemr api token): programs search by FHIR.")
    private @Nullable Path apiToken;

    @Option(
            names = "--patients",
            paramLabel = "FIRST-LAST",
            defaultValue = "1-1",
            description = "Numbers of the patients whose charts are opened (default: ${DEFAULT-VALUE}).")
    private String patients;

    @Option(
            names = "--write",
            description =
                    "Add visits and documents to these patients, too. They stay: not where there are real patients.")
    private boolean writes;

    @Option(
            names = "--percentile-95",
            paramLabel = "MILLISECONDS",
            defaultValue = "2000",
            description = "Threshold: what 95 of 100 requests may take (default: ${DEFAULT-VALUE}).")
    private int percentile95;

    @Option(
            names = "--failed",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "Threshold: how many of 100 requests may fail (default: ${DEFAULT-VALUE}).")
    private double failedPercent;

    @Option(
            names = "--target",
            paramLabel = "ADDRESS",
            description = "A server on this machine; else the site of the deployment.")
    private @Nullable String target;

    @Option(names = "--deployment", paramLabel = "NAME", description = "As openemr takes it.")
    private @Nullable String deployment;

    @Option(names = "--environment", paramLabel = "NAME", description = "As openemr takes it.")
    private @Nullable String environment;

    @Option(names = "--region", paramLabel = "REGION", description = "As openemr takes it.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "PROFILE", description = "As openemr takes it.")
    private @Nullable String profile;

    @Option(
            names = "--results",
            paramLabel = "DIRECTORY",
            defaultValue = "load-test/results",
            description = "Where reports go (default: ${DEFAULT-VALUE}).")
    private Path results;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private final Path launcher;
    private final List<String> virtualMachineOptions;
    private final BufferedReader person;

    /**
     * The command.
     *
     * @param person who is asked
     */
    LoadTest(Path launcher, List<String> virtualMachineOptions, BufferedReader person) {
        this.launcher = launcher;
        this.person = person;
        this.virtualMachineOptions = virtualMachineOptions;
    }

    /** Starts it; {@code load-test/run} says where the operator's command line is. */
    public static void main(String[] arguments) {
        var launcher = Path.of(System.getProperty("load.openemr", "openemr"));
        var person = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.exit(commandLine(new LoadTest(launcher, List.of(), person)).execute(arguments));
    }

    static CommandLine commandLine(LoadTest test) {
        return new CommandLine(test)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(
                        Scenario.class,
                        text -> Scenario.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    @Override
    public Integer call() {
        try {
            return run();
        } catch (IllegalArgumentException e) {
            err().println("load-test: " + e.getMessage());
            return USAGE;
        }
    }

    private int run() {
        var site = Target.of(Optional.ofNullable(target), () -> new DeployedSite(launcher, which()).address());
        var settings = settings(site);
        tell(site, settings);
        if (!yes && !isConfirmed(site)) {
            err().println("That is not it. Nothing was put under load.");
            return FAILED;
        }
        var outcome = new GatlingRun(results, virtualMachineOptions).start(scenario, settings, out()::println);
        var summary = Summary.parse(outcome.printed());
        if (summary.isEmpty()) {
            err().println("load-test: the run came to no end, see above.");
            return FAILED;
        }
        report(site, summary.get());
        return switch (outcome.status()) {
            case 0 -> 0;
            case GatlingRun.THRESHOLDS_NOT_KEPT -> NOT_KEPT;
            default -> FAILED;
        };
    }

    private List<String> which() {
        var options = new ArrayList<String>();
        add(options, "--deployment", deployment);
        add(options, "--environment", environment);
        add(options, "--region", region);
        add(options, "--profile", profile);
        return options;
    }

    private static void add(List<String> options, String name, @Nullable String value) {
        if (value != null) {
            options.add(name);
            options.add(value);
        }
    }

    private RunSettings settings(Target site) {
        var range = patients.split("-", 2);
        if (!patients.matches("[0-9]{1,9}-[0-9]{1,9}") || Integer.parseInt(range[0]) > Integer.parseInt(range[1])) {
            throw new IllegalArgumentException("--patients is a first and a last number, such as 1-200");
        }
        if (users < 1 || minutes <= 0 || thinkSeconds < 0 || (visits != null && visits < 1)) {
            throw new IllegalArgumentException(
                    "--users, --minutes and --visits are above 0, and --think-time is not below");
        }
        if (scenario == Scenario.CLINIC_DAY && accounts == null && portalAccounts == null && apiToken == null) {
            throw new IllegalArgumentException(
                    "nobody works: give --accounts, --portal-accounts or --api-token, or --scenario sign-in-page");
        }
        return new RunSettings(
                site.address().toString(),
                users,
                Math.max(2, (int) Math.round(minutes * SECONDS_OF_A_MINUTE)),
                Optional.ofNullable(visits),
                thinkSeconds,
                Integer.parseInt(range[0]),
                Integer.parseInt(range[1]),
                writes,
                file(accounts),
                file(portalAccounts),
                file(apiToken),
                percentile95,
                failedPercent);
    }

    private static Optional<String> file(@Nullable Path path) {
        if (path != null && !Files.isReadable(path)) {
            throw new IllegalArgumentException(path + " cannot be read");
        }
        return Optional.ofNullable(path).map(Path::toAbsolutePath).map(Path::toString);
    }

    private void tell(Target site, RunSettings settings) {
        err().println("Puts %s under load: %s, %d users, %d s."
                .formatted(site.address(), scenario, users, settings.seconds()));
        if (scenario == Scenario.CLINIC_DAY && thinkSeconds > 0 && visits == null) {
            var requests = users * settings.seconds() / thinkSeconds * REQUESTS_OF_AN_ACTION;
            var inFiveMinutes = Math.round(requests * Math.min(1, 300.0 / settings.seconds()));
            err().println("  %s, if it keeps up.".formatted(Cost.text(requests)));
            err().println(
                            "  About %d requests in 5 minutes from this address: the web ACL blocks more than waf_rate_limit."
                                    .formatted(inFiveMinutes));
        } else {
            err().println(
                            "  As many requests as it comes to: the web ACL blocks more than waf_rate_limit in 5 minutes from one address.");
        }
        if (writes) {
            err().println("  Visits and documents are added to the patients %s, and stay.".formatted(patients));
        }
        err().println("  Who works there waits longer meanwhile, and alarms may go off.");
    }

    private boolean isConfirmed(Target site) {
        var host = site.address().getHost();
        err().println("Type %s to go on:".formatted(host));
        err().flush();
        try {
            var answer = person.readLine();
            return host.equals(answer == null ? "" : answer.strip());
        } catch (IOException e) {
            return false;
        }
    }

    private void report(Target site, Summary summary) {
        var last = results.resolve(
                "last-%s-%s.json".formatted(scenario, site.address().getHost().replaceAll("[^A-Za-z0-9.-]", "")));
        out().println();
        out().print(summary.beside(Summary.read(last)));
        out().println("It cost " + Cost.text((double) summary.requests()) + ", beside what runs anyway.");
        out().flush();
        summary.save(last);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}

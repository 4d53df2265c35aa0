package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.cost.Estimate;
import org.openemr.aws.cost.Figures;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.Part;
import org.openemr.aws.cost.PriceSource;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.cost.Size;
import org.openemr.aws.cost.Usage;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.cost.Bill;
import org.openemr.aws.operator.cost.PriceList;
import org.openemr.aws.operator.cost.PricesFile;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.plan.Template;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.pricing.PricingClient;

@Command(
        name = "cost",
        description = {
            "What a deployment costs in a month: by part, when nobody works and with the use that is given, with the setting that changes it.",
            "The resources are those of a synthesis, the prices those of a table with sources; a file prices.json beside cdk.json is used instead."
        },
        footer = {
            "",
            "Examples:",
            "  openemr cost --users 40 --documents-gb 100",
            "  openemr cost --compare small --compare clinic",
            "  openemr cost --refresh",
            "  openemr cost --actual"
        })
final class CostCommand extends OperatorCommand {

    private static final List<String> COLUMNS = List.of("part", "for", "low", "high", "changed_by");
    private static final String LIST = "aws-price-list";

    @Option(
            names = "--users",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "Who works at the same time in the busiest hour of the day (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--api-requests",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Requests of programs to the APIs, in a second (default: ${DEFAULT-VALUE}).")
    private double apiRequests;

    @Option(
            names = "--documents-gb",
            paramLabel = "GB",
            defaultValue = "20",
            description = "Documents in the file system (default: ${DEFAULT-VALUE}).")
    private double documentsGb;

    @Option(
            names = "--compare",
            paramLabel = "SIZE",
            completionCandidates = Candidates.Sizes.class,
            description =
                    "Beside it, the same with a size of openemr init: practice, small, clinic or hospital. May be repeated.")
    private List<String> compared = List.of();

    @Option(
            names = "--actual",
            description =
                    "What was paid in the month before, beside the estimate. Cost Explorer takes 0.01 USD for the question.")
    private boolean actual;

    @Option(
            names = "--refresh",
            description =
                    "Read the prices of the region from the price list of AWS into prices.json beside cdk.json first.")
    private boolean refresh;

    @Mixin
    private AssemblyOption assembly;

    CostCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var usage = usage();
        var sizes = compared.stream().map(CostCommand::size).toList();
        configuration();
        var region = aws().region().id();
        var prices = refresh ? refreshed(region) : pricesFile().table();
        requireAny(prices, region);
        var own = Estimate.of(WantedTemplates.everywhere(assembly.of(this)), usage, prices, region);
        if (sizes.isEmpty()) {
            show(own);
        } else {
            var estimates = new LinkedHashMap<String, Estimate>();
            estimates.put("cdk.json", own);
            for (var size : sizes) {
                estimates.put(size.word(), Estimate.of(templatesOf(size), usage, prices, region));
            }
            compare(estimates);
        }
        say("");
        say("Prices of %s, the oldest of %s; US dollars. %s"
                .formatted(region, prices.oldest(region), sourceOfPrices()));
        if (actual) {
            showActual(own);
        }
        if (!own.unpriced().isEmpty()) {
            say(
                    "Without a price in %s, and not in these figures: %s. Read it: openemr cost --refresh; or write it into %s."
                            .formatted(region, String.join(", ", own.unpriced()), PricesFile.NAME));
        }
        say("Not in these figures, for nobody can tell it before:");
        new TreeSet<>(own.byUse().values()).forEach(what -> say("  " + what));
        say(
                "Low is when nobody works; high is with %s at work, and %s GB of documents. It is a model, which assumes that:"
                        .formatted(users + " people", Figures.text(documentsGb)));
        Usage.assumptions().forEach(assumption -> say("  " + assumption));
        return ExitStatus.DONE;
    }

    private Load load() {
        try {
            return new Load(users, apiRequests);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage() + " For example: openemr cost --users 40");
        }
    }

    private Usage usage() {
        if (documentsGb < 0) {
            throw Failure.usage("--documents-gb is 0 or more.");
        }
        return Usage.of(load(), documentsGb);
    }

    private static Size size(String word) {
        return Size.named(word)
                .orElseThrow(() ->
                        Failure.usage("--compare is practice, small, clinic or hospital, not %s.".formatted(word)));
    }

    private PricesFile pricesFile() {
        return new PricesFile(surroundings().directory());
    }

    private String sourceOfPrices() {
        return pricesFile().exists()
                ? "They are those of prices.json."
                : "--refresh reads today's from the price list of AWS.";
    }

    private PriceTable refreshed(String region) {
        var before = pricesFile().table();
        var list = new PriceList(aws().in(PriceList.REGION).client(PricingClient.builder()));
        var found = list.of(before, region);
        var after = before.with(
                region,
                found,
                LIST,
                new PriceSource(
                        "the price list of AWS",
                        "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html",
                        today().toString()));
        try {
            Files.writeString(pricesFile().path(), after.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("%d of %d prices of %s are in %s now, as the price list has them today."
                .formatted(found.size(), after.items().size(), region, PricesFile.NAME));
        var left = after.items().keySet().stream()
                .filter(item -> !found.containsKey(item))
                .toList();
        if (!left.isEmpty()) {
            say("It has none, or more than one, for %s: they stay as they were.".formatted(String.join(", ", left)));
        }
        return after;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(surroundings().clock().instant(), ZoneOffset.UTC);
    }

    private static void requireAny(PriceTable prices, String region) {
        if (prices.oldest(region).isEmpty()) {
            throw Failure.failed(
                    "There are no prices of %s here, but of %s. Read them from AWS: openemr cost --refresh; it needs pricing:GetProducts."
                            .formatted(region, String.join(", ", prices.regions())));
        }
    }

    /** The templates of the configuration with a size, which nobody keeps. */
    private Map<String, Template> templatesOf(Size size) {
        var settings = size.settingsFor(configuration().context()).entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try {
            var directory = Files.createTempDirectory("openemr-cost");
            try {
                cdk().synth(directory, settings);
                return WantedTemplates.everywhere(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void show(Estimate estimate) {
        var rows = new ArrayList<Map<String, Object>>();
        estimate.lines()
                .forEach(line -> rows.add(row(line.part().label(), line.what(), line.low(), line.high(), line.key())));
        rows.add(row("all", "", estimate.low(), estimate.high(), ""));
        results().rows(COLUMNS, rows, "");
    }

    private static Map<String, Object> row(String part, String what, double low, double high, String key) {
        var row = new LinkedHashMap<String, Object>();
        row.put("part", part);
        row.put("for", what);
        row.put("low", usd(low));
        row.put("high", usd(high));
        row.put("changed_by", key);
        return row;
    }

    private void compare(Map<String, Estimate> estimates) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var part : Part.values()) {
            rows.add(row(part.label(), estimates, Optional.of(part)));
        }
        rows.add(row("all", estimates, Optional.empty()));
        results().rows(rows);
    }

    private static Map<String, Object> row(String label, Map<String, Estimate> estimates, Optional<Part> part) {
        var row = new LinkedHashMap<String, Object>();
        row.put("part", label);
        estimates.forEach((name, estimate) -> {
            row.put(name + "_low", usd(part.map(estimate::low).orElseGet(estimate::low)));
            row.put(name + "_high", usd(part.map(estimate::high).orElseGet(estimate::high)));
        });
        return row;
    }

    private void showActual(Estimate estimate) {
        var bill = Bill.ofTheMonthBefore(
                aws().in(Bill.REGION).client(CostExplorerClient.builder()), deployment(), today());
        if (bill.services().isEmpty()) {
            say(
                    "From %s until %s nothing was paid for what has the tag %s=%s. Was it deployed, and is the tag a cost allocation tag, Billing > Cost allocation tags? It takes a day from then on."
                            .formatted(bill.from(), bill.until(), Names.DEPLOYMENT_TAG, deployment()));
            return;
        }
        say("Paid from %s until %s: %s, where the estimate is %s to %s. Of it:"
                .formatted(bill.from(), bill.until(), usd(bill.total()), usd(estimate.low()), usd(estimate.high())));
        bill.services().forEach((service, usd) -> say("  %s  %s".formatted(usd(usd), service)));
    }

    private static BigDecimal usd(double dollars) {
        return BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_UP);
    }
}

package org.openemr.aws.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.cost.Estimate;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.Part;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.cost.PricedItem;
import org.openemr.aws.cost.RegionalPrice;
import org.openemr.aws.cost.Size;
import org.openemr.aws.cost.Usage;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.GeneratedDocument;

/** What the default and each size of {@code openemr init} cost, by their templates. */
final class CostReference {

    private static final String REGION = "us-east-1";
    private static final PriceTable PRICES = PriceTable.shipped();

    private CostReference() {}

    /** The reference, for people. */
    static GeneratedDocument reference() {
        var estimates = new LinkedHashMap<String, Estimate>();
        estimates.put("as shipped, 20 users", of(Map.of(), 20, 20));
        estimates.put("practice, 8 users", of(Size.PRACTICE.settings(), 8, 8));
        estimates.put("practice that closes, 8 users", of(closing(), 8, 8));
        estimates.put("small, 20 users", of(Size.SMALL.settings(), 20, 20));
        estimates.put("clinic, 100 users", of(Size.CLINIC.settings(), 100, 200));
        estimates.put("hospital, 800 users", of(Size.HOSPITAL.settings(), 800, 2000));
        return new GeneratedDocument(
                "docs/cost.md",
                """
                # What it costs

                `./openemr cost` estimates the configuration in `cdk.json`, part by part, with the setting that changes each; `--compare small` puts a
                size of `init` beside it, `--actual` what was paid in the month before. The resources are those of a synthesis, so that none is forgotten:
                a test refuses a type of resource that has neither a price nor a reason for having none. Prices are those of the table below, each with its
                source; `--refresh` reads today's for your region from the price list of AWS into `prices.json`, which is used from then on. This file is
                generated: see `CostReference`.

                ## Sizes

                US dollars a month in %s: low when nobody works, high with the users and with 1 GB of documents for each, 2 in a clinic, 2.5 in a hospital. No free tier,
                no discount, no tax. The practice that closes has `night_hours` 20-7 and `closed_days` sat and sun, and a database that pauses then
                (`aurora_min_capacity` 0): nobody reaches it in 103 of the 168 hours of a week, patients neither.

                """.formatted(REGION)
                        + sizes(estimates)
                        + """

                Not in these figures, for nobody can tell it before:

                """
                        + byUse()
                        + """

                ## What the figures assume

                """
                        + Usage.assumptions().stream()
                                .map(assumption -> "- " + assumption + "\n")
                                .collect(Collectors.joining())
                        + """

                [load.md](load.md) says where the load is from, and how to measure it. A figure that surprises is a question: what a part is paid for stands in
                `./openemr cost`, line by line.

                ## Prices

                | What | for one | USD | Source |
                |---|---|---|---|
                """
                        + PRICES.items().values().stream()
                                .map(CostReference::price)
                                .collect(Collectors.joining())
                        + """

                Sources:

                """
                        + PRICES.sources().entrySet().stream()
                                .map(source -> "- %s: [%s](%s), %s\n"
                                        .formatted(
                                                source.getKey(),
                                                source.getValue().what(),
                                                source.getValue().address(),
                                                source.getValue().date()))
                                .collect(Collectors.joining()));
    }

    private static Map<String, Object> closing() {
        var settings = new LinkedHashMap<>(Size.PRACTICE.settings());
        settings.putAll(Map.of(
                "aurora_min_capacity",
                0,
                "night_hours",
                "20-7",
                "closed_days",
                List.of("sat", "sun"),
                "time_zone",
                "America/New_York"));
        return settings;
    }

    private static Estimate of(Map<String, Object> settings, int users, int documentsGb) {
        return Estimate.of(
                LayerTemplates.of(CdkJson.settingsWith(settings)),
                Usage.of(new Load(users, 0), documentsGb),
                PRICES,
                REGION);
    }

    private static String sizes(Map<String, Estimate> estimates) {
        var head = estimates.keySet().stream().map(name -> " | " + name).collect(Collectors.joining());
        var line = " | ---".repeat(estimates.size());
        var parts = Stream.of(Part.values())
                .map(part -> row(part.label(), estimates, Optional.of(part)))
                .collect(Collectors.joining());
        return "| part" + head + " |\n| ---" + line + " |\n" + parts + row("**all**", estimates, Optional.empty());
    }

    private static String row(String label, Map<String, Estimate> estimates, Optional<Part> part) {
        return "| " + label
                + estimates.values().stream()
                        .map(estimate -> " | %s"
                                .formatted(range(
                                        part.map(estimate::low).orElseGet(estimate::low),
                                        part.map(estimate::high).orElseGet(estimate::high))))
                        .collect(Collectors.joining())
                + " |\n";
    }

    private static String range(double low, double high) {
        var from = String.format(Locale.ROOT, "%,d", Math.round(low));
        var until = String.format(Locale.ROOT, "%,d", Math.round(high));
        return from.equals(until) ? from : from + " to " + until;
    }

    /** With everything on, which has most of them. */
    private static String byUse() {
        var everything = Estimate.of(
                LayerTemplates.of(Configuration.EVERYTHING_ON.settings()),
                new Usage(Optional.empty(), 0, 0),
                PRICES,
                REGION);
        return new TreeSet<>(everything.byUse().values())
                .stream().map(what -> "- " + what + "\n").collect(Collectors.joining());
    }

    private static String price(PricedItem item) {
        var price = Optional.ofNullable(item.prices().get(REGION))
                .or(() -> Optional.ofNullable(item.prices().get("*")));
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        item.what(),
                        item.unit(),
                        price.map(RegionalPrice::usd).map(String::valueOf).orElse("none"),
                        price.map(RegionalPrice::source).orElse(""));
    }
}

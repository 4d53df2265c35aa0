package org.openemr.aws.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.plan.Template;

/**
 * What a deployment costs in a month.
 *
 * @param lines by part and item, in the order of parts, without what is not used either way
 * @param byUse what else is paid, without a figure, by type
 * @param unpriced items that are used and have no price in the region
 */
public record Estimate(List<Line> lines, Map<String, String> byUse, Set<String> unpriced) {

    private static final Map<String, Tariff> TARIFFS = Stream.of(
                    NetworkTariffs.BY_TYPE, DataTariffs.BY_TYPE, ComputeTariffs.BY_TYPE, SecurityTariffs.BY_TYPE)
            .flatMap(tariffs -> tariffs.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /**
     * All charges for an item that one setting changes.
     *
     * @param part of the deployment
     * @param item in the table of prices
     * @param what the item is
     * @param low US dollars a month when nobody works
     * @param high US dollars a month with the use that is given
     * @param key the setting or the option that changes it; empty where none does
     */
    public record Line(Part part, String item, String what, double low, double high, String key) {}

    /** Types that have a price. */
    public static Set<String> pricedTypes() {
        return TARIFFS.keySet();
    }

    /**
     * Estimates a deployment.
     *
     * @param templates by stack id
     * @param usage when people work
     * @param prices of the region
     */
    public static Estimate of(Map<String, Template> templates, Usage usage, PriceTable prices, String region) {
        var installation = Installation.of(templates, usage);
        var idle = charges(installation.idle());
        var busy = charges(installation);
        var lines = new TreeMap<String, Line>();
        var unpriced = new TreeSet<String>();
        for (var i = 0; i < idle.size(); i++) {
            var charge = busy.get(i);
            if (charge.quantity() == 0 && idle.get(i).quantity() == 0) {
                continue;
            }
            var price = prices.usd(charge.item(), region);
            if (price.isEmpty()) {
                unpriced.add(charge.item());
                continue;
            }
            var usd = price.get();
            var line = new Line(
                    charge.part(),
                    charge.item(),
                    prices.what(charge.item()),
                    idle.get(i).quantity() * usd,
                    charge.quantity() * usd,
                    charge.key());
            lines.merge(line.part() + line.item() + line.key(), line, Estimate::sum);
        }
        var byUse = new TreeMap<>(Uncharged.table().byUse());
        byUse.keySet()
                .retainAll(installation.resources().stream()
                        .map(DeployedResource::type)
                        .collect(Collectors.toSet()));
        return new Estimate(
                lines.values().stream()
                        .sorted(Comparator.comparing(Line::part)
                                .thenComparing(Line::item)
                                .thenComparing(Line::key))
                        .toList(),
                byUse,
                unpriced);
    }

    private static Line sum(Line one, Line other) {
        return new Line(
                one.part(), one.item(), one.what(), one.low() + other.low(), one.high() + other.high(), one.key());
    }

    private static List<Charge> charges(Installation installation) {
        var charges = new ArrayList<Charge>();
        for (var resource : installation.resources()) {
            var tariff = TARIFFS.get(resource.type());
            if (tariff != null) {
                tariff.of(resource, installation).forEach(charges::add);
            }
        }
        return charges;
    }

    /** US dollars a month when nobody works. */
    public double low() {
        return lines.stream().mapToDouble(Line::low).sum();
    }

    /** US dollars a month with the use that is given. */
    public double high() {
        return lines.stream().mapToDouble(Line::high).sum();
    }

    /** US dollars a month of a part when nobody works. */
    public double low(Part part) {
        return lines.stream()
                .filter(line -> line.part() == part)
                .mapToDouble(Line::low)
                .sum();
    }

    /** US dollars a month of a part with the use that is given. */
    public double high(Part part) {
        return lines.stream()
                .filter(line -> line.part() == part)
                .mapToDouble(Line::high)
                .sum();
    }
}

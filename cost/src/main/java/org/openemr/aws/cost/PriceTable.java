package org.openemr.aws.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prices by item and region, each with its source and date. None is invented: what has no source has no price here, and what a region has no price for
 * cannot be estimated in it.
 *
 * @param sources by name
 * @param items by name
 */
public record PriceTable(Map<String, PriceSource> sources, Map<String, PricedItem> items) {

    /** In the place of a region: a price that is the same in all. */
    private static final String EVERYWHERE = "*";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final PriceTable SHIPPED = read();

    /**
     * A table.
     *
     * @throws IllegalArgumentException when sources or items are missing
     */
    public PriceTable {
        if (sources == null || items == null) {
            throw new IllegalArgumentException("sources or items are missing");
        }
    }

    /** The table of this version of the project. */
    public static PriceTable shipped() {
        return SHIPPED;
    }

    private static PriceTable read() {
        try (var stream = PriceTable.class.getResourceAsStream("prices.json")) {
            return MAPPER.readValue(Objects.requireNonNull(stream, "prices.json"), PriceTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table that was written before.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static PriceTable parse(String json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, PriceTable.class))
                    .orElseThrow(() -> new IllegalArgumentException("no table of prices: it is empty"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no table of prices: " + e.getOriginalMessage(), e);
        }
    }

    /** This table with the prices of another one over its own: items, and how they are found, are this one's. */
    public PriceTable over(PriceTable other) {
        var allSources = new TreeMap<>(sources);
        allSources.putAll(other.sources());
        var allItems = new LinkedHashMap<String, PricedItem>();
        items.forEach((name, item) -> allItems.put(
                name,
                Optional.ofNullable(other.items().get(name))
                        .map(newer -> item.with(newer.prices()))
                        .orElse(item)));
        return new PriceTable(allSources, allItems);
    }

    /** US dollars for a unit of an item. */
    public Optional<Double> usd(String item, String region) {
        return Optional.ofNullable(items.get(item))
                .flatMap(priced -> Optional.ofNullable(priced.prices().get(region))
                        .or(() -> Optional.ofNullable(priced.prices().get(EVERYWHERE))))
                .map(RegionalPrice::usd);
    }

    /** An item, for people. */
    public String what(String item) {
        return Optional.ofNullable(items.get(item)).map(PricedItem::what).orElse(item);
    }

    /** The regions that every item has a price for. */
    public SortedSet<String> regions() {
        var regions = new TreeSet<String>();
        items.values().forEach(item -> regions.addAll(item.prices().keySet()));
        regions.remove(EVERYWHERE);
        regions.removeIf(region ->
                items.keySet().stream().anyMatch(item -> usd(item, region).isEmpty()));
        return regions;
    }

    /** From which day the oldest of a region's prices is. */
    public String oldest(String region) {
        return items.values().stream()
                .flatMap(item -> Optional.ofNullable(item.prices().get(region)).stream())
                .flatMap(price -> Optional.ofNullable(sources.get(price.source())).stream())
                .map(PriceSource::date)
                .min(String::compareTo)
                .orElse("");
    }

    /** The same table with newer prices of a region. */
    public PriceTable with(String region, Map<String, Double> usd, String sourceName, PriceSource source) {
        var newSources = new TreeMap<>(sources);
        newSources.put(sourceName, source);
        var newItems = new LinkedHashMap<>(items);
        usd.forEach((name, price) -> newItems.computeIfPresent(
                name, (same, item) -> item.with(Map.of(region, new RegionalPrice(price, sourceName)))));
        return new PriceTable(newSources, newItems);
    }

    /** The table as a file. */
    public String json() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

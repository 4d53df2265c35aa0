package org.openemr.aws.cost;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that AWS asks money for.
 *
 * @param what it is, for people
 * @param unit what the price is for: an hour, a month, a GB, a million
 * @param queries how it is found in the price list; none where it is not looked up
 * @param prices by region
 */
public record PricedItem(String what, String unit, List<PriceQuery> queries, Map<String, RegionalPrice> prices) {

    /** The same with newer prices over its own. */
    PricedItem with(Map<String, RegionalPrice> newer) {
        var all = new TreeMap<>(prices);
        all.putAll(newer);
        return new PricedItem(what, unit, queries, all);
    }
}

package org.openemr.aws.cost;

/**
 * The price of an item in a region.
 *
 * @param usd US dollars for one unit, of the first tier that costs something
 * @param source the source's name in the table
 */
public record RegionalPrice(double usd, String source) {}

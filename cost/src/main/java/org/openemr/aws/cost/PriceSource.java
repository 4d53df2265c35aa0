package org.openemr.aws.cost;

/**
 * Where prices are from.
 *
 * @param what who says so
 * @param address where it is read
 * @param date the day it was said, or read where it says none, for example {@code 2026-08-21}
 */
public record PriceSource(String what, String address, String date) {}

package org.openemr.aws.cost;

/**
 * What a resource uses of an item in a month.
 *
 * @param part of the deployment
 * @param item in the table of prices
 * @param quantity units of the item in a month
 * @param key the setting that changes it, or the option of the estimate
 */
public record Charge(Part part, String item, double quantity, String key) {

    /** The option of the estimate that says how many people work. */
    static final String USERS = "--users";
}

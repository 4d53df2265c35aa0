package org.openemr.aws.loadtest;

import java.util.Locale;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.cost.Usage;

/**
 * What a run adds to the bill, in USD, at the prices of us-east-1. What runs anyway, the least of tasks and database and the load balancer's hours,
 * is not in it. What tasks and database work is a model, docs/load.md: how much a request takes of each is assumed.
 */
final class Cost {

    private static final String REGION = "us-east-1";

    /** Of a task of one vCPU. */
    private static final double MEMORY_GB = 2;

    /** How busy tasks are kept. */
    private static final double AIM = 0.4;

    private static final double SECONDS_OF_AN_HOUR = 3600;

    private Cost() {}

    /** For a number of requests. */
    static double of(double requests) {
        var prices = PriceTable.shipped();
        var task = usd(prices, "task-vcpu") + MEMORY_GB * usd(prices, "task-memory");
        var taskSeconds = Load.VCPU_SECONDS / AIM;
        var capacitySeconds = Load.DATABASE_VCPU_SECONDS / (Load.VCPU_OF_A_UNIT * Load.DATABASE_BUSY);
        return requests
                * (usd(prices, "web-acl-requests") / 1e6
                        + (usd(prices, "load-balancer-capacity") + usd(prices, "transfer-out")) * Usage.ANSWER_GB
                        + (taskSeconds * task + capacitySeconds * usd(prices, "database-capacity"))
                                / SECONDS_OF_AN_HOUR);
    }

    private static double usd(PriceTable prices, String item) {
        return prices.usd(item, REGION).orElseThrow();
    }

    /** In words. */
    static String text(double requests) {
        return String.format(Locale.ROOT, "about %.2f USD for %,d requests", of(requests), Math.round(requests));
    }
}

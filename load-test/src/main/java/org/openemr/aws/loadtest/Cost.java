package org.openemr.aws.loadtest;

import java.util.Locale;

/**
 * What a run adds to the bill, in USD: prices of us-east-1 as guides gave them in the first half of 2026. What runs anyway, the least of tasks and
 * database and the load balancer's hours, is not in it. What tasks and database work is a model, docs/load.md: how much a request takes of each is
 * assumed.
 */
final class Cost {

    /** <a href="https://aws.amazon.com/waf/pricing/">AWS WAF</a>: a million requests. */
    private static final double WAF_MILLION = 0.60;

    /** <a href="https://aws.amazon.com/elasticloadbalancing/pricing/">A unit of the load balancer</a> for an hour carries 1 GB of answers. */
    private static final double BALANCER_GB = 0.008;

    /** <a href="https://aws.amazon.com/ec2/pricing/on-demand/">Answers to the internet</a>. */
    private static final double INTERNET_GB = 0.09;

    /** What an answer has, of pages that a browser got before: a mean of compressed pages. */
    private static final double GB_OF_AN_ANSWER = 20e-6;

    /** <a href="https://aws.amazon.com/fargate/pricing/">A vCPU of Fargate</a> on ARM with its two GiB of memory, for an hour. */
    private static final double TASK_HOUR = 0.03238 + 2 * 0.00356;

    /** <a href="https://aws.amazon.com/rds/aurora/pricing/">A capacity unit of Aurora</a> for an hour. */
    private static final double CAPACITY_HOUR = 0.12;

    /** Seconds of a task of one vCPU for a request: 0.15 s of work, in tasks that are kept 40 % busy. */
    private static final double TASK_SECONDS = 0.15 / 0.4;

    /** Seconds of a capacity unit for a request: 0.02 s of a vCPU, of which a unit has a quarter, half of it used. */
    private static final double CAPACITY_SECONDS = 0.02 / (0.25 * 0.5);

    private static final double SECONDS_OF_AN_HOUR = 3600;

    private Cost() {}

    /** For a number of requests. */
    static double of(double requests) {
        var perRequest = WAF_MILLION / 1e6
                + (BALANCER_GB + INTERNET_GB) * GB_OF_AN_ANSWER
                + (TASK_SECONDS * TASK_HOUR + CAPACITY_SECONDS * CAPACITY_HOUR) / SECONDS_OF_AN_HOUR;
        return requests * perRequest;
    }

    /** In words. */
    static String text(double requests) {
        return String.format(Locale.ROOT, "about %.2f USD for %,d requests", of(requests), Math.round(requests));
    }
}

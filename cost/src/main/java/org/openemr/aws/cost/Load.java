package org.openemr.aws.cost;

import java.util.List;
import java.util.Map;

/**
 * What people at work ask of an installation in the busiest minute of the day. A model: each of {@link #ASSUMPTIONS} is one, and docs/load.md
 * says where it is from and how to measure it.
 *
 * @param users who work at the same time in the busiest hour, people who are signed in and do nothing not counted
 * @param apiRequests of programs, in a second
 */
public record Load(int users, double apiRequests) {

    /** Requests that PHP answers, of one user in a minute of the busiest hour. Images, scripts and styles are not among them. */
    public static final double REQUESTS_A_MINUTE = 12;

    /** The busiest minute against the mean of the busiest hour. */
    public static final double PEAK = 2;

    /** Seconds of one vCPU that a request takes in a task. */
    public static final double VCPU_SECONDS = 0.15;

    /** Seconds of one vCPU that the statements of a request take in the database. */
    public static final double DATABASE_VCPU_SECONDS = 0.02;

    /**
     * What a capacity unit has of a vCPU: 2 GiB of memory, and instances of the classes r have 8 GiB for each vCPU (<a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html">Aurora</a>).
     */
    public static final double VCPU_OF_A_UNIT = 0.25;

    /** How much of its CPU the database uses when it is well: beyond it answers wait. */
    public static final double DATABASE_BUSY = 0.5;

    /**
     * ElastiCache processing units of a request: a session of 8 KiB is read and written once, and each KiB is a unit (<a
     * href="https://aws.amazon.com/elasticache/pricing/">prices</a>).
     */
    public static final double ECPU = 16;

    /** All requests of one user's address in a minute against those that PHP answers: what a browser has not cached comes, too. */
    public static final double ALL_REQUESTS = 1.5;

    /** The model in sentences. */
    public static final List<String> ASSUMPTIONS = List.of(
            "a user makes %.0f requests a minute that PHP answers; the busiest minute has %.0f times the mean"
                    .formatted(REQUESTS_A_MINUTE, PEAK),
            "a request takes %.0f ms of a vCPU in a task, and %.0f ms in the database"
                    .formatted(1000 * VCPU_SECONDS, 1000 * DATABASE_VCPU_SECONDS),
            "a capacity unit of Aurora is %s of a vCPU, and half of it is used".formatted(VCPU_OF_A_UNIT),
            "a session of 8 KiB is read and written with each request: %.0f processing units of the cache"
                    .formatted(ECPU));

    /**
     * Loads that there can be.
     *
     * @throws IllegalArgumentException when one is negative, or both are nothing
     */
    public Load {
        if (users < 0 || apiRequests < 0 || users + apiRequests <= 0) {
            throw new IllegalArgumentException("Give a number of users, or of requests, above 0.");
        }
    }

    /** Requests that PHP answers, in a second of the busiest minute. */
    public double requests() {
        return users * REQUESTS_A_MINUTE * PEAK / 60 + apiRequests;
    }

    /** How many tasks that is, when they are as busy as the service aims at. */
    public int tasks(double vcpu, double aim) {
        return tasks(requests(), vcpu, aim);
    }

    /** Capacity units of the instance that writes, in steps of a half. */
    public double capacity() {
        return capacity(requests());
    }

    /** Tasks for a number of requests in a second. */
    static int tasks(double requests, double vcpu, double aim) {
        return (int) Math.ceil(requests * VCPU_SECONDS / (vcpu * aim));
    }

    /** Capacity units for a number of requests in a second, in steps of a half. */
    static double capacity(double requests) {
        return Math.ceil(2 * requests * DATABASE_VCPU_SECONDS / (VCPU_OF_A_UNIT * DATABASE_BUSY)) / 2;
    }

    /** Processing units of the cache, in a second. */
    public int cacheUnits() {
        return (int) Math.ceil(requests() * ECPU);
    }

    /** Requests in 5 minutes when everybody sits behind one router. */
    public int requestsFromOneAddress() {
        return (int) Math.ceil(requests() * ALL_REQUESTS * 5 * 60);
    }

    /**
     * Settings for it: half of the tasks and a quarter of the database before anybody comes, and twice of both at most, for what nobody foresaw.
     *
     * @param vcpu of a task
     * @param aim how busy the service keeps its tasks, for example 0.4
     */
    public Map<String, Number> settings(double vcpu, double aim) {
        var tasks = tasks(vcpu, aim);
        return Map.of(
                "openemr_service_fargate_minimum_capacity", Math.max(2, (tasks + 1) / 2),
                "openemr_service_fargate_maximum_capacity", Math.max(4, 2 * tasks),
                "aurora_min_capacity", Math.max(0.5, Math.ceil(capacity() / 2) / 2),
                "aurora_max_capacity", (int) Math.min(256, Math.max(4, Math.ceil(2 * capacity()))),
                "waf_rate_limit", Math.max(10_000, requestsFromOneAddress()));
    }
}

package org.openemr.aws.operator.setup;

import java.util.LinkedHashMap;
import java.util.Map;

/** How much runs at least and at most; everything in between follows the load. */
public enum Size {
    SMALL(2, 10, 1024, 2048, 0.5, 8, 10_000, 300),
    CLINIC(2, 30, 1024, 2048, 1, 32, 20_000, 600),
    HOSPITAL(4, 100, 2048, 4096, 4, 128, 100_000, 3_000);

    private final int fewestTasks;
    private final int mostTasks;
    private final int cpu;
    private final int memory;
    private final double leastCapacity;
    private final int mostCapacity;
    private final int rateLimit;
    private final int signInRateLimit;

    /**
     * A size.
     *
     * @param cpu of each task, in units of 1/1024 vCPU
     * @param memory of each task, in MiB
     * @param leastCapacity of each database instance, in Aurora capacity units
     * @param rateLimit of requests in 5 minutes from one address: all who sit behind one router share it
     * @param signInRateLimit of attempts to sign in
     */
    Size(
            int fewestTasks,
            int mostTasks,
            int cpu,
            int memory,
            double leastCapacity,
            int mostCapacity,
            int rateLimit,
            int signInRateLimit) {
        this.fewestTasks = fewestTasks;
        this.mostTasks = mostTasks;
        this.cpu = cpu;
        this.memory = memory;
        this.leastCapacity = leastCapacity;
        this.mostCapacity = mostCapacity;
        this.rateLimit = rateLimit;
        this.signInRateLimit = signInRateLimit;
    }

    /** The size as settings. */
    public Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("aurora_min_capacity", leastCapacity);
        settings.put("aurora_max_capacity", mostCapacity);
        settings.put("openemr_service_fargate_minimum_capacity", fewestTasks);
        settings.put("openemr_service_fargate_maximum_capacity", mostTasks);
        settings.put("openemr_service_fargate_cpu", cpu);
        settings.put("openemr_service_fargate_memory", memory);
        settings.put("waf_rate_limit", rateLimit);
        settings.put("waf_sign_in_rate_limit", signInRateLimit);
        return settings;
    }
}

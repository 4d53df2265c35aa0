package org.openemr.aws.operator.setup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much runs at least and at most; everything in between follows the load, and so does the price: Linux on ARM by <a
 * href="https://aws.amazon.com/fargate/pricing/">Fargate's prices</a>, capacity by <a
 * href="https://aws.amazon.com/rds/aurora/pricing/">Aurora's</a> for its standard storage, in us-east-1, as guides gave them in the first half
 * of 2026.
 */
public enum Size {
    SMALL(2, 10, 1024, 2048, 0.5, 8, 10_000, 300),
    CLINIC(2, 30, 1024, 2048, 1, 32, 20_000, 600),
    HOSPITAL(4, 100, 2048, 4096, 4, 128, 100_000, 3_000);

    /** The values of a checkout that nobody has configured. */
    private static final Map<String, Object> SHIPPED = settings(2, 100, 1024, 2048, 0.5, 256, 10_000, 300);

    private static final String AS_IT_IS = "as it is";

    private static final double HOURS_OF_A_MONTH = 730;
    private static final double USD_OF_A_VCPU = 0.03238;
    private static final double USD_OF_A_GIB = 0.00356;
    private static final double USD_OF_A_CAPACITY_UNIT = 0.12;
    private static final int UNITS = 1024;

    /** How busy the service keeps its tasks, by the setting that the project is shipped with. */
    private static final double AIM = 0.4;

    /** A writer and a reader. */
    private static final int INSTANCES = 2;

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

    /** What a checkout has: a size, or values that somebody chose; nothing when they are those that it was shipped with. */
    public static Optional<String> in(Map<String, Object> context) {
        return Stream.of(values())
                .filter(size -> isIn(context, size.settings()))
                .map(Size::word)
                .findFirst()
                .or(() -> isIn(context, SHIPPED) ? Optional.empty() : Optional.of(AS_IT_IS));
    }

    /** The smallest size that gives what a load asks for at its peak; none when it is too much for all. */
    public static Optional<Size> of(Load load) {
        return Stream.of(values()).filter(size -> size.carries(load)).findFirst();
    }

    /** How many people at work it is enough for, in tens. */
    int mostUsers() {
        var users = 10;
        while (carries(new Load(users + 10, 0))) {
            users += 10;
        }
        return users;
    }

    private boolean carries(Load load) {
        return load.tasks((double) cpu / UNITS, AIM) <= mostTasks && load.capacity() <= mostCapacity;
    }

    /** The size in a line: what runs, and what the least of it costs in a month. */
    public String line() {
        return "%-8s  up to about %d users at work: %d to %d tasks of %d vCPU and %d GiB, database %s to %d capacity units; tasks and database from about %d USD a month"
                .formatted(
                        word(),
                        mostUsers(),
                        fewestTasks,
                        mostTasks,
                        cpu / UNITS,
                        memory / UNITS,
                        String.valueOf(leastCapacity).replace(".0", ""),
                        mostCapacity,
                        Math.round(leastPrice()));
    }

    /** USD a month for tasks and database when nobody works. */
    double leastPrice() {
        var task = (cpu * USD_OF_A_VCPU + memory * USD_OF_A_GIB) / UNITS;
        return HOURS_OF_A_MONTH * (fewestTasks * task + INSTANCES * leastCapacity * USD_OF_A_CAPACITY_UNIT);
    }

    /** The size as settings. */
    public Map<String, Object> settings() {
        return settings(fewestTasks, mostTasks, cpu, memory, leastCapacity, mostCapacity, rateLimit, signInRateLimit);
    }

    /** Its name on the command line, for example {@code clinic}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isIn(Map<String, Object> context, Map<String, Object> settings) {
        return settings.entrySet().stream()
                .allMatch(setting -> number(setting.getValue()).equals(number(context.get(setting.getKey()))));
    }

    private static Optional<Double> number(@Nullable Object value) {
        try {
            return Optional.of(Double.valueOf(String.valueOf(value)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> settings(
            int fewestTasks,
            int mostTasks,
            int cpu,
            int memory,
            double leastCapacity,
            int mostCapacity,
            int rateLimit,
            int signInRateLimit) {
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

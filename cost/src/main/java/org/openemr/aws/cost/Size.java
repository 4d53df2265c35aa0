package org.openemr.aws.cost;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much runs at least and at most; everything in between follows the load, and so does the price, which is that of us-east-1 in the table of
 * prices. {@code openemr cost} estimates the rest.
 */
public enum Size {
    /** What a few people can pay who can wait: nothing that protects data is left out, and nothing is there twice. */
    PRACTICE(1, 4, 1024, 2048, 0.5, 4, 10_000, 300, true),
    SMALL(2, 10, 1024, 2048, 0.5, 8, 10_000, 300, false),
    CLINIC(2, 30, 1024, 2048, 1, 32, 20_000, 600, false),
    HOSPITAL(4, 100, 2048, 4096, 4, 128, 100_000, 3_000, false);

    /** The values of a checkout that nobody has configured. */
    private static final Map<String, Object> SHIPPED = settings(2, 100, 1024, 2048, 0.5, 256, 10_000, 300, false);

    private static final String LEAST_CAPACITY = "aurora_min_capacity";

    private static final String GATEWAYS = "nat_gateways";

    private static final String AS_IT_IS = "as it is";

    private static final String REGION = "us-east-1";
    private static final int UNITS = 1024;

    /** How busy the service keeps its tasks, by the setting that the project is shipped with. */
    private static final double AIM = 0.4;

    /** What the saving takes, for those who choose it. */
    private static final String SAVING =
            "; one task, one NAT gateway, no second database instance and no general log: when an instance fails, nobody works for some ten minutes,"
                    + " and when its zone fails, until that is back";

    private final int fewestTasks;
    private final int mostTasks;
    private final int cpu;
    private final int memory;
    private final double leastCapacity;
    private final int mostCapacity;
    private final int rateLimit;
    private final int signInRateLimit;
    private final boolean saving;

    /**
     * A size.
     *
     * @param cpu of each task, in units of 1/1024 vCPU
     * @param memory of each task, in MiB
     * @param leastCapacity of each database instance, in Aurora capacity units
     * @param rateLimit of requests in 5 minutes from one address: all who sit behind one router share it
     * @param signInRateLimit of attempts to sign in
     * @param saving whether nothing is there twice
     */
    Size(
            int fewestTasks,
            int mostTasks,
            int cpu,
            int memory,
            double leastCapacity,
            int mostCapacity,
            int rateLimit,
            int signInRateLimit,
            boolean saving) {
        this.fewestTasks = fewestTasks;
        this.mostTasks = mostTasks;
        this.cpu = cpu;
        this.memory = memory;
        this.leastCapacity = leastCapacity;
        this.mostCapacity = mostCapacity;
        this.rateLimit = rateLimit;
        this.signInRateLimit = signInRateLimit;
        this.saving = saving;
    }

    /** What a checkout has: a size, or values that somebody chose; nothing when they are those that it was shipped with. */
    public static Optional<String> in(Map<String, Object> context) {
        return Stream.of(values())
                .filter(size -> isIn(context, size.settings()))
                .map(Size::word)
                .findFirst()
                .or(() -> isIn(context, SHIPPED) ? Optional.empty() : Optional.of(AS_IT_IS));
    }

    /** The smallest size that gives what a load asks for at its peak, and goes on when something fails; none when it is too much for all. */
    public static Optional<Size> of(Load load) {
        return Stream.of(values())
                .filter(size -> !size.saving && size.carries(load))
                .findFirst();
    }

    /** The size of a name, in whatever case it is written. */
    public static Optional<Size> named(String name) {
        return Stream.of(values())
                .filter(size -> size.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
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
        return "%-8s  up to about %d users at work: %d to %d tasks of %d vCPU and %d GiB, database %s to %d capacity units; tasks and database from about %d USD a month%s"
                .formatted(
                        word(),
                        mostUsers(),
                        fewestTasks,
                        mostTasks,
                        cpu / UNITS,
                        memory / UNITS,
                        Figures.text(leastCapacity),
                        mostCapacity,
                        Math.round(leastPrice()),
                        saving ? SAVING : "");
    }

    /** USD a month for tasks and database when nobody works. */
    double leastPrice() {
        var prices = PriceTable.shipped();
        var task = cpu * usd(prices, "task-vcpu") + memory * usd(prices, "task-memory");
        return Usage.HOURS
                * (fewestTasks * task / UNITS
                        + (1 + readers(saving)) * leastCapacity * usd(prices, "database-capacity"));
    }

    private static double usd(PriceTable prices, String item) {
        return prices.usd(item, REGION).orElseThrow();
    }

    /** The size as settings. */
    public Map<String, Object> settings() {
        return settings(
                fewestTasks, mostTasks, cpu, memory, leastCapacity, mostCapacity, rateLimit, signInRateLimit, saving);
    }

    private static int readers(boolean saving) {
        return saving ? 0 : 1;
    }

    /**
     * The size as settings of a checkout: in a VPC of others the gateways are theirs, and who leaves the saving has as many as zones again.
     *
     * @param context of the checkout
     */
    public Map<String, @Nullable Object> settingsFor(Map<String, Object> context) {
        var settings = new LinkedHashMap<String, @Nullable Object>(settings());
        if (context.get("vpc_id") != null) {
            settings.remove(GATEWAYS);
        } else if (!saving && in(context).filter(PRACTICE.word()::equals).isPresent()) {
            settings.put(GATEWAYS, null);
        }
        return settings;
    }

    /** Its name on the command line, for example {@code clinic}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nights let the database pause, in whatever size. */
    private static boolean isIn(Map<String, Object> context, Map<String, Object> settings) {
        var pauses = context.get("night_hours") != null
                && number(context.get(LEAST_CAPACITY)).equals(Optional.of(0.0));
        return settings.entrySet().stream()
                .filter(setting -> !(pauses && setting.getKey().equals(LEAST_CAPACITY)))
                .allMatch(setting -> isSame(setting.getValue(), context.get(setting.getKey())));
    }

    private static boolean isSame(Object wanted, @Nullable Object found) {
        var number = number(wanted);
        return number.isPresent()
                ? number.equals(number(found))
                : String.valueOf(wanted).equals(String.valueOf(found));
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
            int signInRateLimit,
            boolean saving) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put(LEAST_CAPACITY, leastCapacity);
        settings.put("aurora_max_capacity", mostCapacity);
        settings.put("openemr_service_fargate_minimum_capacity", fewestTasks);
        settings.put("openemr_service_fargate_maximum_capacity", mostTasks);
        settings.put("openemr_service_fargate_cpu", cpu);
        settings.put("openemr_service_fargate_memory", memory);
        settings.put("waf_rate_limit", rateLimit);
        settings.put("waf_sign_in_rate_limit", signInRateLimit);
        settings.put("aurora_readers", readers(saving));
        settings.put("aurora_general_log", !saving);
        if (saving) {
            settings.put(GATEWAYS, 1);
        }
        return settings;
    }
}

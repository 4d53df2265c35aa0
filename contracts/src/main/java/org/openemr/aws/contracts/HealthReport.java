package org.openemr.aws.contracts;

/**
 * What tasks that serve report each minute of database and cache (worker.sh of ComputeStack): {@code 2026-11-26T10:00:00Z HEALTH
 * database=answers cache=silent 1}, the last word being how many do not answer.
 */
public final class HealthReport {

    /** Finds the reports among the other lines of the log, such as requests of anybody. */
    public static final String PATTERN = "[time, report = \"HEALTH\", database, cache, silent]";

    /** The part of the pattern that is the number. */
    public static final String SILENT = "$silent";

    private HealthReport() {}
}

package org.openemr.aws.operator.imports;

import java.util.Map;

/**
 * What was uploaded, kept beside it: what is to be there when it has come over.
 *
 * @param database the file, by name, size and time
 * @param files the same of the archive; a directory by its name alone
 * @param version of OpenEMR
 * @param rows how many each table has
 * @param withCode whether programs of the site come along
 */
public record Inspection(String database, String files, String version, Map<String, Long> rows, boolean withCode) {

    /** How many rows all tables have. */
    public long rowCount() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the two have in common decides whether an upload can be used again. */
    public boolean isOf(Inspection other) {
        return equals(other) && !files.isEmpty();
    }
}

package org.openemr.aws.operator.imports;

import java.util.List;
import java.util.Map;
import org.openemr.aws.operator.Failure;

/**
 * What a dump holds.
 *
 * @param server what wrote it, as its first lines say; empty when they do not
 * @param complete whether its last line says that it is complete; dumps without comments do not say so
 * @param version the version of OpenEMR, such as 7.0.3
 * @param couchDb whether documents are kept in CouchDB, of which neither dump nor files have any
 * @param tables how many rows each table has
 * @param views names
 * @param triggers names
 * @param routines names
 * @param engines how many tables were kept by which storage engine
 * @param characterSets those of tables and columns
 * @param definers who views, triggers and routines belonged to; they belong to OpenEMR's user from now on
 * @param leftOut what does not come along, with how often it was there
 */
public record DumpSummary(
        String server,
        boolean complete,
        String version,
        boolean couchDb,
        Map<String, Long> tables,
        List<String> views,
        List<String> triggers,
        List<String> routines,
        Map<String, Long> engines,
        List<String> characterSets,
        List<String> definers,
        Map<String, Long> leftOut) {

    /** Tables without which it is no database of OpenEMR. */
    private static final List<String> NEEDED = List.of("version", "users", "patient_data", "globals", "documents");

    /**
     * Sees that it is the database of an installation.
     *
     * @throws Failure when it is not
     */
    public void requireOpenEmr() {
        var missing =
                NEEDED.stream().filter(table -> !tables.containsKey(table)).toList();
        if (!missing.isEmpty()) {
            throw Failure.failed("The dump is not of OpenEMR: it has no table " + String.join(", ", missing));
        }
        if (version.isEmpty()) {
            throw Failure.failed("The dump does not say which version of OpenEMR it is: its table version has no row.");
        }
        if (couchDb) {
            throw Failure.failed(
                    "This installation keeps documents in CouchDB, which neither the dump nor the files hold: move them to files first (Administration, Config, Documents), each of them.");
        }
    }

    /** How many rows a table has; 0 when there is none. */
    public long rows(String table) {
        return tables.getOrDefault(table, 0L);
    }
}

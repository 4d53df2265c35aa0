package org.openemr.aws.functions.export;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which tables an export holds.
 *
 * @param exportOnly the tables as RDS names them, for example {@code openemr.form_encounter}; none is the whole database
 */
record TableSelection(List<String> exportOnly) {

    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final int MOST_TABLES = 300;

    /**
     * Reads the argument {@code tables} of an invocation: a list of names without the schema.
     *
     * @throws ExportRefusedException when it is anything else
     */
    static TableSelection from(Map<String, Object> input, String schema) {
        var tables = input.getOrDefault("tables", List.of());
        if (!(tables instanceof List<?> list) || list.size() > MOST_TABLES) {
            throw new ExportRefusedException("tables must be a list of at most " + MOST_TABLES
                    + " names, for example {\"tables\": [\"form_encounter\"]}; got: " + tables);
        }
        return new TableSelection(list.stream()
                .map(table -> schema + "." + checked(table))
                .sorted()
                .distinct()
                .toList());
    }

    private static String checked(Object table) {
        if (!(table instanceof String name) || !TABLE.matcher(name).matches()) {
            throw new ExportRefusedException("tables has an element that is no name of a table: " + table
                    + ". Names have letters, digits and underscores, and no schema before them.");
        }
        return name;
    }
}

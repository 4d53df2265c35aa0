package org.openemr.aws.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a job is asked to do.
 *
 * @param export where one export of the database is, for example {@code s3://bucket/database/<identifier>}
 * @param schema the schema of OpenEMR in the export
 * @param output where results go; what is there already is replaced
 * @param minimumCell the smallest count that is shown
 */
record JobArguments(String export, String schema, String output, int minimumCell) {

    private static final Set<String> KNOWN = Set.of("--export", "--schema", "--output", "--minimum-cell");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final String USAGE =
            "Usage: --export <folder of one export> --output <folder> [--schema openemr] [--minimum-cell 11]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException when something is missing, unknown or wrong
     */
    static JobArguments parse(String... arguments) {
        var values = values(arguments);
        var cell = values.getOrDefault("--minimum-cell", "11");
        if (!WHOLE_NUMBER.matcher(cell).matches() || Integer.parseInt(cell) < 1) {
            throw new IllegalArgumentException("--minimum-cell is a whole number from 1; got: " + cell + ". " + USAGE);
        }
        return new JobArguments(
                required(values, "--export"),
                values.getOrDefault("--schema", "openemr"),
                required(values, "--output"),
                Integer.parseInt(cell));
    }

    private static Map<String, String> values(String... arguments) {
        var values = new HashMap<String, String>();
        for (var position = 0; position < arguments.length; position += 2) {
            var name = arguments[position];
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("There is no option " + name + ". " + USAGE);
            }
            if (position + 1 == arguments.length) {
                throw new IllegalArgumentException(name + " has no value. " + USAGE);
            }
            values.put(name, arguments[position + 1].replaceAll("/+$", ""));
        }
        return values;
    }

    private static String required(Map<String, String> values, String name) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(name + " is missing. " + USAGE);
        }
        return values.get(name);
    }
}

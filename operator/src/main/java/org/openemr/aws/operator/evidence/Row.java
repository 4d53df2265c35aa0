package org.openemr.aws.operator.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of chapters. */
final class Row {

    private Row() {}

    /** The values by the names of their columns, in their order. */
    static Map<String, String> of(List<String> columns, String... values) {
        if (columns.size() != values.length) {
            throw new IllegalArgumentException("%d columns, %d values".formatted(columns.size(), values.length));
        }
        var row = new LinkedHashMap<String, String>();
        for (var column = 0; column < values.length; column++) {
            row.put(columns.get(column), values[column]);
        }
        return row;
    }
}

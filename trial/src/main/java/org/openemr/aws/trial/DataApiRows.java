package org.openemr.aws.trial;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.rdsdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;

/**
 * Statements and rows as the <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html">RDS Data API</a> has them.
 */
public final class DataApiRows {

    /** A statement may take 45 seconds; a client that asks must wait longer. */
    public static final Duration LONGEST = Duration.ofSeconds(50);

    private DataApiRows() {}

    /** A statement with its parameters, which asks for the names of columns, too. */
    public static ExecuteStatementRequest.Builder statement(String sql, Map<String, String> parameters) {
        return ExecuteStatementRequest.builder()
                .includeResultMetadata(true)
                .sql(sql)
                .parameters(parameters.entrySet().stream()
                        .map(entry -> SqlParameter.builder()
                                .name(entry.getKey())
                                .value(Field.fromStringValue(entry.getValue()))
                                .build())
                        .toList());
    }

    /** The names of the columns. Two may have the same name: the second is told apart, and not lost. */
    public static List<String> labels(ExecuteStatementResponse response) {
        var labels = new LinkedHashSet<String>();
        for (var column : response.columnMetadata()) {
            var label = column.label();
            for (var number = 2; !labels.add(label); number++) {
                label = column.label() + "_" + number;
            }
        }
        return List.copyOf(labels);
    }

    /** The rows, by the names of their columns. */
    public static List<Map<String, Object>> of(ExecuteStatementResponse response) {
        var columns = labels(response);
        return response.records().stream()
                .map(fields -> {
                    var row = new LinkedHashMap<String, Object>();
                    for (var column = 0; column < fields.size(); column++) {
                        row.put(columns.get(column), value(fields.get(column)));
                    }
                    return (Map<String, Object>) row;
                })
                .toList();
    }

    private static @Nullable Object value(Field field) {
        return switch (field.type()) {
            case STRING_VALUE -> field.stringValue();
            case LONG_VALUE -> field.longValue();
            case DOUBLE_VALUE -> field.doubleValue();
            case BOOLEAN_VALUE -> field.booleanValue();
            case BLOB_VALUE -> "(%d bytes)".formatted(field.blobValue().asByteArrayUnsafe().length);
            default -> null;
        };
    }
}

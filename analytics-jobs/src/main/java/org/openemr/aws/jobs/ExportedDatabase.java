package org.openemr.aws.jobs;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One export of the database as RDS writes it: {@code <export>/<schema>/<schema.table>/<part>/part-*.parquet}, see <a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/export-cluster-data.FileNames.html">file names</a>.
 *
 * @param export the folder of the export
 * @param schema the schema
 */
record ExportedDatabase(SparkSession spark, String export, String schema) {

    /**
     * The columns of a table.
     *
     * @throws IllegalArgumentException when the export has no such table, or the table no such column
     */
    Dataset<Row> table(String name, String... columns) {
        var rows = read(name);
        var present = List.of(rows.columns());
        var missing =
                Stream.of(columns).filter(column -> !present.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The table %s.%s of the export has no column %s; it has %s"
                    .formatted(schema, name, String.join(", ", missing), String.join(", ", present)));
        }
        return rows.select(Stream.of(columns).map(rows::col).toArray(Column[]::new));
    }

    private Dataset<Row> read(String name) {
        var folder = "%s/%s/%s.%s/*/".formatted(export, schema, schema, name);
        try {
            return spark.read().parquet(folder);
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new IllegalArgumentException(
                        "The export has no table %s.%s at %s: export the whole database, or name the table"
                                .formatted(schema, name, folder),
                        e);
            }
            throw e;
        }
    }
}

package org.openemr.aws.jobs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** An export in the layout of RDS, with the tables a test needs. */
final class ExportFixture {

    static final String ENCOUNTERS = "encounter long, pid long, date timestamp, facility_id int, reason string";
    static final String PATIENTS = "pid long, lname string";
    static final String EVENTS = "pc_eid long, pc_pid string, pc_eventDate date, pc_facility int, pc_apptstatus string";

    private final SparkSession spark;
    private final Path folder;

    ExportFixture(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** Writes a table as one part of the export. */
    ExportFixture table(String name, String schema, Object[]... rows) {
        return part(1, name, schema, rows);
    }

    /** Writes a part of a table: RDS splits large ones. */
    ExportFixture part(int number, String name, String schema, Object[]... rows) {
        var data = Arrays.stream(rows).<Row>map(RowFactory::create).toList();
        spark.createDataFrame(data, StructType.fromDDL(schema))
                .coalesce(1)
                .write()
                .parquet(
                        folder.resolve("openemr/openemr." + name + "/" + number).toString());
        return this;
    }

    List<Row> result(int minimumCell) {
        return EncountersByMonth.of(new ExportedDatabase(spark, folder.toString(), "openemr"), minimumCell)
                .collectAsList();
    }
}

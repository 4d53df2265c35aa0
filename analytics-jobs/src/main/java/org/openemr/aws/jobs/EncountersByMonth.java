package org.openemr.aws.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * For each month and facility: encounters, distinct patients, and appointments that nobody came to. Counts of small groups
 * are not shown, so that nobody can be recognised: a count from 1 to below the minimum is empty, and with too few patients
 * the number of their encounters is empty as well. Written as Parquet and as CSV.
 */
public final class EncountersByMonth {

    private static final String MONTH = "month";
    private static final String FACILITY = "facility_id";
    private static final String ENCOUNTERS = "encounters";
    private static final String PATIENTS = "patients";
    private static final String NO_SHOWS = "no_shows";
    /** OpenEMR's status of an appointment that the patient did not come to. */
    private static final String NO_SHOW = "?";

    private EncountersByMonth() {}

    /** What EMR Serverless runs; see {@link JobArguments} for the arguments. */
    public static void main(String... arguments) {
        var job = JobArguments.parse(arguments);
        var spark = SparkSession.builder().appName("encounters-by-month").getOrCreate();
        var result = of(new ExportedDatabase(spark, job.export(), job.schema()), job.minimumCell())
                .cache();
        result.coalesce(1).write().mode(SaveMode.Overwrite).parquet(job.output() + "/parquet");
        result.coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .option("header", true)
                .csv(job.output() + "/csv");
    }

    /**
     * The table.
     *
     * @param minimumCell the smallest count that is shown
     * @return month (yyyy-MM), facility_id, encounters, patients, no_shows, suppressed; ordered by the first two
     */
    static Dataset<Row> of(ExportedDatabase database, int minimumCell) {
        var patients = database.table("patient_data", "pid")
                .select(col("pid").cast("long").as("known_pid"))
                .where(col("known_pid").isNotNull())
                .distinct();
        var counts = encounters(database, patients)
                .join(noShows(database, patients), new String[] {MONTH, FACILITY}, "full_outer")
                .select(
                        col(MONTH),
                        col(FACILITY),
                        coalesce(col(ENCOUNTERS), lit(0L)).as(ENCOUNTERS),
                        coalesce(col(PATIENTS), lit(0L)).as(PATIENTS),
                        coalesce(col(NO_SHOWS), lit(0L)).as(NO_SHOWS));
        return suppressed(counts, minimumCell).orderBy(MONTH, FACILITY);
    }

    private static Dataset<Row> encounters(ExportedDatabase database, Dataset<Row> patients) {
        var rows = database.table("form_encounter", "encounter", "pid", "date", "facility_id");
        return ofKnownPatients(rows, "pid", "date", "facility_id", patients)
                .groupBy(MONTH, FACILITY)
                .agg(
                        countDistinct(col("encounter")).as(ENCOUNTERS),
                        countDistinct(col("pid")).as(PATIENTS));
    }

    private static Dataset<Row> noShows(ExportedDatabase database, Dataset<Row> patients) {
        var rows = database.table(
                        "openemr_postcalendar_events",
                        "pc_eid",
                        "pc_pid",
                        "pc_eventDate",
                        "pc_facility",
                        "pc_apptstatus")
                .where(col("pc_apptstatus").equalTo(NO_SHOW));
        return ofKnownPatients(rows, "pc_pid", "pc_eventDate", "pc_facility", patients)
                .groupBy(MONTH, FACILITY)
                .agg(count(col("pc_eid")).as(NO_SHOWS));
    }

    /** Rows with a month and a facility; without a date, or of a patient who is not in the database, a row tells nothing. */
    private static Dataset<Row> ofKnownPatients(
            Dataset<Row> rows, String patient, String date, String facility, Dataset<Row> patients) {
        return rows.withColumn(MONTH, date_format(to_date(col(date)), "yyyy-MM"))
                .withColumn(FACILITY, coalesce(col(facility).cast("long"), lit(0L)))
                .where(col(MONTH).isNotNull())
                .join(patients, col(patient).cast("long").equalTo(col("known_pid")), "left_semi");
    }

    private static Dataset<Row> suppressed(Dataset<Row> counts, int minimumCell) {
        var fewPatients = isSmall(col(PATIENTS), minimumCell);
        var fewEncounters = isSmall(col(ENCOUNTERS), minimumCell).or(fewPatients);
        var fewNoShows = isSmall(col(NO_SHOWS), minimumCell);
        return counts.select(
                col(MONTH),
                col(FACILITY),
                when(fewEncounters, lit(null)).otherwise(col(ENCOUNTERS)).as(ENCOUNTERS),
                when(fewPatients, lit(null)).otherwise(col(PATIENTS)).as(PATIENTS),
                when(fewNoShows, lit(null)).otherwise(col(NO_SHOWS)).as(NO_SHOWS),
                fewEncounters.or(fewNoShows).as("suppressed"));
    }

    /** Nobody at all is no group. */
    private static Column isSmall(Column number, int minimumCell) {
        return number.gt(0).and(number.lt(minimumCell));
    }
}

package org.openemr.aws.jobs;

import java.nio.file.Files;
import org.apache.spark.sql.SparkSession;

/** Measures the job over generated encounters, a million unless said otherwise; run by {@code benchmark/spark}. */
public final class EncounterBenchmark {

    private EncounterBenchmark() {}

    public static void main(String... arguments) throws Exception {
        var encounters = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000L;
        var folder = Files.createTempDirectory("encounters");
        var spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .getOrCreate();
        var database = folder + "/export/openemr/openemr.";
        spark.range(encounters / 10).selectExpr("id as pid").write().parquet(database + "patient_data/1");
        spark.range(encounters)
                .selectExpr(
                        "id as encounter",
                        "id * 7919 % " + encounters / 10 + " as pid",
                        "timestamp_seconds(1577836800 + id % 180000 * 1000) as date",
                        "cast(id % 5 as int) as facility_id")
                .write()
                .parquet(database + "form_encounter/1");
        spark.range(encounters)
                .selectExpr(
                        "id as pc_eid",
                        "cast(id % " + encounters / 10 + " as string) as pc_pid",
                        "date_add(date'2020-01-01', cast(id % 2000 as int)) as pc_eventDate",
                        "cast(id % 5 as int) as pc_facility",
                        "if(id % 9 = 0, '?', '>') as pc_apptstatus")
                .write()
                .parquet(database + "openemr_postcalendar_events/1");

        var started = System.nanoTime();
        EncountersByMonth.main("--export", folder + "/export", "--output", folder + "/result");
        var seconds = (System.nanoTime() - started) / 1e9;
        var rows = spark.read().parquet(folder + "/result/parquet").count();
        System.out.printf("%d encounters and as many appointments: %.1f s, %d rows%n", encounters, seconds, rows);
        spark.stop();
    }
}

package org.openemr.aws.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The job on local Spark, which like EMR Serverless runs on Java 17 and does not start on Java 24. */
@EnabledForJreRange(max = JRE.JAVA_23)
class EncountersByMonthTest {

    private static SparkSession spark;

    @TempDir
    private Path folder;

    private ExportFixture export;

    @BeforeAll
    static void startSpark() {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @BeforeEach
    void newExport() {
        export = new ExportFixture(spark, folder.resolve("export"));
    }

    @Test
    void countsEncountersPatientsAndNoShowsByMonthAndFacility() {
        export.table("patient_data", ExportFixture.PATIENTS, row(1L, "A"), row(2L, "B"))
                .table(
                        "form_encounter",
                        ExportFixture.ENCOUNTERS,
                        encounter(10, 1, "2026-01-05"),
                        encounter(11, 1, "2026-01-20"),
                        encounter(12, 2, "2026-01-31"),
                        encounter(13, 2, "2026-02-01"))
                .table(
                        "openemr_postcalendar_events",
                        ExportFixture.EVENTS,
                        event(1, "1", "2026-02-03", "?"),
                        event(2, "1", "2026-02-04", "-"));

        assertThat(export.result(1))
                .extracting(Object::toString)
                .containsExactly("[2026-01,3,3,2,0,false]", "[2026-02,3,1,1,1,false]");
    }

    @Test
    void doesNotShowSmallGroups() {
        var patients =
                IntStream.rangeClosed(1, 20).mapToObj(id -> row((long) id, "P")).toArray(Object[][]::new);
        var january = IntStream.rangeClosed(1, 11).mapToObj(id -> encounter(id, id, "2026-01-05"));
        var february = IntStream.rangeClosed(1, 10).mapToObj(id -> encounter(100 + id, id, "2026-02-05"));
        // Many encounters of few patients.
        var march = IntStream.rangeClosed(1, 30).mapToObj(id -> encounter(200 + id, 1 + id % 3, "2026-03-05"));
        export.table("patient_data", ExportFixture.PATIENTS, patients)
                .table(
                        "form_encounter",
                        ExportFixture.ENCOUNTERS,
                        Stream.of(january, february, march)
                                .flatMap(rows -> rows)
                                .toArray(Object[][]::new))
                .table(
                        "openemr_postcalendar_events",
                        ExportFixture.EVENTS,
                        IntStream.rangeClosed(1, 10)
                                .mapToObj(id -> event(id, "1", "2026-01-03", "?"))
                                .toArray(Object[][]::new));

        assertThat(export.result(11))
                .extracting(Object::toString)
                .containsExactly(
                        "[2026-01,3,11,11,null,true]", "[2026-02,3,null,null,0,true]", "[2026-03,3,null,null,0,true]");
    }

    @Test
    void countsEachPatientAndEncounterOnceWhateverIsDoubled() {
        export.table("patient_data", ExportFixture.PATIENTS, row(1L, "A"), row(1L, "A again"), row(null, "nobody"))
                .part(1, "form_encounter", ExportFixture.ENCOUNTERS, encounter(10, 1, "2026-01-05"))
                .part(2, "form_encounter", ExportFixture.ENCOUNTERS, encounter(10, 1, "2026-01-05"))
                .table("openemr_postcalendar_events", ExportFixture.EVENTS);

        assertThat(export.result(1)).extracting(Object::toString).containsExactly("[2026-01,3,1,1,0,false]");
    }

    @Test
    void leavesOutRowsWithoutADateOrAKnownPatient() {
        export.table("patient_data", ExportFixture.PATIENTS, row(1L, "A"))
                .table(
                        "form_encounter",
                        ExportFixture.ENCOUNTERS,
                        row(10L, 1L, null, 3, ""),
                        encounter(11, 99, "2026-01-05"),
                        row(12L, null, Timestamp.valueOf("2026-01-05 10:00:00"), 3, ""))
                .table(
                        "openemr_postcalendar_events",
                        ExportFixture.EVENTS,
                        row(1L, "1", null, 3, "?"),
                        row(2L, "not a number", Date.valueOf("2026-01-05"), 3, "?"));

        assertThat(export.result(1)).isEmpty();
    }

    @Test
    void givesNothingForEmptyTables() {
        export.table("patient_data", ExportFixture.PATIENTS)
                .table("form_encounter", ExportFixture.ENCOUNTERS)
                .table("openemr_postcalendar_events", ExportFixture.EVENTS);

        assertThat(export.result(11)).isEmpty();
    }

    @Test
    void readsDatesThatAreTextAndFacilitiesThatAreMissing() {
        export.table("patient_data", "pid string", row("1"))
                .table(
                        "form_encounter",
                        "encounter string, pid string, date string, facility_id string",
                        row("10", "1", "2026-01-05 10:00:00", null),
                        row("11", "1", "no date", "3"))
                .table("openemr_postcalendar_events", ExportFixture.EVENTS);

        assertThat(export.result(1)).extracting(Object::toString).containsExactly("[2026-01,0,1,1,0,false]");
    }

    @Test
    void namesATableAndAColumnThatAreMissing() {
        export.table("patient_data", ExportFixture.PATIENTS, row(1L, "A"));
        assertThatThrownBy(() -> export.result(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no table openemr.form_encounter");

        export.table("form_encounter", "encounter long, pid long, date timestamp", row(1L, 1L, null));
        assertThatThrownBy(() -> export.result(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column facility_id; it has encounter, pid, date");
    }

    @Test
    void writesParquetAndCsvAndReplacesWhatWasThere() throws Exception {
        export.table("patient_data", ExportFixture.PATIENTS, row(1L, "A"))
                .table("form_encounter", ExportFixture.ENCOUNTERS, encounter(10, 1, "2026-01-05"))
                .table("openemr_postcalendar_events", ExportFixture.EVENTS);
        var output = folder.resolve("result");
        var arguments = new String[] {
            "--export", folder.resolve("export").toString(), "--output", output.toString(), "--minimum-cell", "1"
        };

        EncountersByMonth.main(arguments);
        EncountersByMonth.main(arguments);

        assertThat(spark.read().parquet(output + "/parquet").collectAsList()).hasSize(1);
        try (var files = Files.list(output.resolve("csv"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readAllLines(file))
                            .containsExactly(
                                    "month,facility_id,encounters,patients,no_shows,suppressed",
                                    "2026-01,3,1,1,0,false"));
        }
    }

    private static Object[] encounter(long encounter, long patient, String day) {
        return row(encounter, patient, Timestamp.valueOf(day + " 10:00:00"), 3, "reason");
    }

    private static Object[] event(long id, String patient, String day, String status) {
        return row(id, patient, Date.valueOf(day), 3, status);
    }

    private static Object[] row(Object... values) {
        return values;
    }
}

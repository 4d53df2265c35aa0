package org.openemr.aws.operator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openemr.aws.testsupport.RealDatabase;

/** In a real MariaDB, strict as Aurora is, with the columns that OpenEMR's tables have of those that are written, and those that must be given. */
// Classes of this module run side by side, and the programs of the database are unpacked once for all.
@ResourceLock("MariaDB")
class SyntheticPatientsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    /** openemr/openemr, sql/database.sql of a version with last_updated: what has no default there has none here. */
    private static final String TABLES = """
            SET GLOBAL sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO';
            CREATE DATABASE openemr CHARACTER SET utf8mb4; USE openemr;
            CREATE TABLE patient_data (id BIGINT AUTO_INCREMENT, pid BIGINT NOT NULL DEFAULT 0, pubpid VARCHAR(255) NOT NULL DEFAULT '',
              fname VARCHAR(255) NOT NULL DEFAULT '', lname VARCHAR(255) NOT NULL DEFAULT '', sex VARCHAR(255) NOT NULL DEFAULT '', DOB DATE,
              street VARCHAR(255) NOT NULL DEFAULT '', city VARCHAR(255) NOT NULL DEFAULT '', state VARCHAR(255) NOT NULL DEFAULT '',
              postal_code VARCHAR(255) NOT NULL DEFAULT '', country_code VARCHAR(255) NOT NULL DEFAULT '',
              phone_home VARCHAR(255) NOT NULL DEFAULT '', language VARCHAR(255) NOT NULL DEFAULT '', status VARCHAR(255) NOT NULL DEFAULT '',
              date DATETIME, regdate DATETIME, hipaa_allowemail VARCHAR(3) NOT NULL DEFAULT 'NO', hipaa_allowsms VARCHAR(3) NOT NULL DEFAULT 'NO',
              UNIQUE KEY (pid), KEY (id));
            CREATE TABLE lists (id BIGINT AUTO_INCREMENT PRIMARY KEY, pid BIGINT, type VARCHAR(255), title VARCHAR(255), diagnosis VARCHAR(255),
              date DATETIME, begdate DATETIME, activity TINYINT, user VARCHAR(255), groupname VARCHAR(255));
            CREATE TABLE form_encounter (id BIGINT AUTO_INCREMENT PRIMARY KEY, date DATETIME, reason LONGTEXT, facility LONGTEXT,
              facility_id INT NOT NULL DEFAULT 0, billing_facility INT NOT NULL DEFAULT 0, pid BIGINT, encounter BIGINT, provider_id INT DEFAULT 0,
              sensitivity VARCHAR(30));
            CREATE TABLE form_vitals (id BIGINT AUTO_INCREMENT PRIMARY KEY, date DATETIME, pid BIGINT DEFAULT 0, user VARCHAR(255),
              groupname VARCHAR(255), authorized TINYINT DEFAULT 0, activity TINYINT DEFAULT 0, bps VARCHAR(40), bpd VARCHAR(40),
              weight DECIMAL(12,6) DEFAULT 0, height DECIMAL(12,6) DEFAULT 0, temperature DECIMAL(12,6) DEFAULT 0, pulse DECIMAL(12,6) DEFAULT 0,
              respiration DECIMAL(12,6) DEFAULT 0, oxygen_saturation DECIMAL(6,2) DEFAULT 0);
            CREATE TABLE forms (id BIGINT AUTO_INCREMENT PRIMARY KEY, date DATETIME, encounter BIGINT, form_name LONGTEXT, form_id BIGINT, pid BIGINT,
              user VARCHAR(255), groupname VARCHAR(255), authorized TINYINT, deleted TINYINT NOT NULL DEFAULT 0, formdir LONGTEXT);
            CREATE TABLE facility (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255));
            CREATE TABLE users (id BIGINT AUTO_INCREMENT PRIMARY KEY, username VARCHAR(255), authorized TINYINT);
            CREATE TABLE sequences (id INT NOT NULL);
            INSERT INTO facility VALUES (3, 'Your Clinic Name Here');
            INSERT INTO users VALUES (1, 'admin', 1);
            INSERT INTO sequences VALUES (1);
            CREATE USER 'openemr'@'%' IDENTIFIED BY 'secret'; GRANT ALL ON openemr.* TO 'openemr'@'%';
            """;

    @AutoClose
    private static RealDatabase database;

    @BeforeAll
    static void load(@TempDir Path directory) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        database = RealDatabase.start(directory);
        database.query(TABLES);
        var all = "START TRANSACTION;\n" + String.join(";\n", SyntheticPatients.statements(TODAY)) + ";\nCOMMIT;";
        database.query(all.getBytes(StandardCharsets.UTF_8), "openemr", "secret");
    }

    private static String answer(String sql) {
        return database.query("USE openemr; " + sql).strip();
    }

    @Test
    void areAllThere() {
        assertThat(answer("SELECT COUNT(*), COUNT(DISTINCT pid), COUNT(DISTINCT pubpid) FROM patient_data"))
                .isEqualTo("40\t40\t40");
        assertThat(Integer.parseInt(answer("SELECT COUNT(DISTINCT pid) FROM form_encounter")))
                .isGreaterThan(30);
        assertThat(Integer.parseInt(answer("SELECT COUNT(*) FROM lists WHERE type = 'medical_problem'")))
                .isGreaterThan(20);
        assertThat(answer("SELECT COUNT(DISTINCT type) FROM lists")).isEqualTo("3");
        assertThat(
                        answer(
                                "SELECT COUNT(*) FROM lists WHERE type = 'medical_problem' AND diagnosis NOT RLIKE '^ICD10:[A-Z][0-9]'"))
                .isEqualTo("0");
        assertThat(answer("SELECT MIN(pid), (" + SyntheticPatients.ANY + ") FROM patient_data"))
                .isEqualTo("1001\t1");
    }

    /** Numbers that are set aside, streets that are nobody's. */
    @Test
    void areNobody() {
        assertThat(answer("SELECT COUNT(*) FROM patient_data WHERE phone_home NOT RLIKE '^[(]555[)] 555-01[0-9]{2}$'"))
                .isEqualTo("0");
        assertThat(answer(
                        "SELECT COUNT(*) FROM patient_data WHERE street NOT RLIKE '(Sample|Example|Specimen|Model) '"))
                .isEqualTo("0");
        assertThat(answer("SELECT COUNT(*) FROM patient_data WHERE hipaa_allowemail <> 'NO' OR hipaa_allowsms <> 'NO'"))
                .isEqualTo("0");
    }

    @Test
    void haveHistoriesThatCanBe() {
        assertThat(
                        answer(
                                "SELECT COUNT(*) FROM form_encounter e JOIN patient_data p ON p.pid = e.pid WHERE e.date < p.DOB OR e.date > '2026-11-25'"))
                .isEqualTo("0");
        assertThat(answer("SELECT COUNT(*) FROM patient_data WHERE DOB > '2026-11-25' OR DOB < '1930-01-01'"))
                .isEqualTo("0");
        assertThat(
                        answer(
                                "SELECT COUNT(*) FROM form_vitals WHERE CAST(bps AS SIGNED) <= CAST(bpd AS SIGNED) OR weight <= 0"))
                .isEqualTo("0");
    }

    /** OpenEMR finds what belongs to an encounter by the table forms, and gives the next one the number after that of sequences. */
    @Test
    void areSeenInOpenEmr() {
        assertThat(answer(
                        "SELECT COUNT(*) FROM form_encounter e LEFT JOIN forms f ON f.formdir = 'newpatient' AND f.form_id = e.id"
                                + " AND f.encounter = e.encounter AND f.pid = e.pid WHERE f.id IS NULL"))
                .isEqualTo("0");
        assertThat(
                        answer(
                                "SELECT COUNT(*) FROM form_vitals v LEFT JOIN forms f ON f.formdir = 'vitals' AND f.form_id = v.id WHERE f.id IS NULL"))
                .isEqualTo("0");
        assertThat(answer("SELECT COUNT(*) - COUNT(DISTINCT encounter) FROM form_encounter"))
                .isEqualTo("0");
        assertThat(answer("SELECT (SELECT id FROM sequences) >= MAX(encounter) FROM form_encounter"))
                .isEqualTo("1");
        assertThat(answer("SELECT DISTINCT facility, facility_id, provider_id FROM form_encounter"))
                .isEqualTo("Your Clinic Name Here\t3\t1");
    }

    /** The Data API takes statements of 64 KiB, and a colon for the beginning of a parameter. */
    @Test
    void areTheSameEachTimeAndSmallEnough() {
        var statements = SyntheticPatients.statements(TODAY);

        assertThat(SyntheticPatients.statements(TODAY)).isEqualTo(statements);
        assertThat(statements)
                .allMatch(statement ->
                        statement.length() < 65_536 && !statement.contains(";") && !statement.contains(":"));
        assertThat(List.copyOf(statements)).anyMatch(statement -> statement.contains("O''Neill"));
    }
}

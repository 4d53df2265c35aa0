package org.openemr.aws.operator.training;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patients whom nobody knows, as rows of OpenEMR's tables: names, ages, problems, medications, allergies, and encounters with vital signs of the
 * last two years. They are made up here, the same ones each time, and live at numbers and streets that are nobody's: telephone numbers from <a
 * href="https://www.nanpa.com/numbering/555-line-numbers">555-0100 to 555-0199</a> are set aside for such use.
 */
public final class SyntheticPatients {

    /** How many there are. */
    public static final int COUNT = 40;

    /** Of one of them: whether they have come. */
    public static final String ANY = "SELECT COUNT(*) AS value FROM patient_data WHERE pubpid = 'TRAINING-001'";

    /** Patients whom somebody enters first have smaller numbers. */
    private static final int BEFORE_THE_FIRST = 1000;

    /** Without colons, by which the Data API knows a parameter. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private static final long SEED = 20_261_125;

    /** Encounters have numbers of their own, far from the first ones that OpenEMR gives. */
    private static final int FIRST_ENCOUNTER = 1001;

    private static final int MOST_ENCOUNTERS = 5;
    private static final int DAYS_OF_HISTORY = 730;
    private static final int OLDEST = 92;
    private static final int GROWN_UP = 18;

    /** From which on most people have something that stays. */
    private static final int MIDDLE_AGED = 40;

    private static final List<String> WOMEN = List.of(
            "Alma",
            "Beatrice",
            "Carla",
            "Doris",
            "Esther",
            "Fiona",
            "Gloria",
            "Hazel",
            "Irene",
            "Joan",
            "Keiko",
            "Lucia",
            "Mei",
            "Nora",
            "Olga",
            "Priya",
            "Rosa",
            "Salma",
            "Tessa",
            "Vera");
    private static final List<String> MEN = List.of(
            "Adam", "Boris", "Carlos", "Dev", "Emil", "Felix", "George", "Hugo", "Ivan", "Jamal", "Kurt", "Leon",
            "Miguel", "Noah", "Omar", "Pavel", "Ravi", "Samuel", "Tomas", "Viktor");
    private static final List<String> FAMILIES = List.of(
            "Abbott",
            "Bauer",
            "Castillo",
            "Dalton",
            "Eriksen",
            "Fontaine",
            "Greene",
            "Hassan",
            "Ibarra",
            "Jensen",
            "Kowalski",
            "Lindgren",
            "Moreau",
            "Nakamura",
            "O'Neill",
            "Petrov",
            "Quinn",
            "Rossi",
            "Sharma",
            "Tanaka",
            "Underwood",
            "Vargas",
            "Weber",
            "Young",
            "Zhang");
    private static final List<String> STREETS =
            List.of("Sample Street", "Example Avenue", "Specimen Lane", "Model Road");

    /** A problem by ICD-10-CM, and what is taken for it. */
    private enum Problem {
        HYPERTENSION("Essential (primary) hypertension", "I10", "Lisinopril 10 mg tablet"),
        DIABETES("Type 2 diabetes mellitus without complications", "E11.9", "Metformin 500 mg tablet"),
        LIPIDS("Hyperlipidemia, unspecified", "E78.5", "Atorvastatin 20 mg tablet"),
        ASTHMA("Unspecified asthma, uncomplicated", "J45.909", "Albuterol inhaler"),
        THYROID("Hypothyroidism, unspecified", "E03.9", "Levothyroxine 50 mcg tablet"),
        REFLUX("Gastro-esophageal reflux disease without esophagitis", "K21.9", "Omeprazole 20 mg capsule"),
        ANXIETY("Anxiety disorder, unspecified", "F41.9", "Sertraline 50 mg tablet"),
        BACK("Low back pain, unspecified", "M54.50", "Ibuprofen 400 mg tablet");

        private final String title;
        private final String code;
        private final String medication;

        Problem(String title, String code, String medication) {
            this.title = title;
            this.code = code;
            this.medication = medication;
        }
    }

    private static final List<String> ALLERGIES =
            List.of("Penicillin", "Sulfonamides", "Latex", "Peanut", "Iodine contrast");
    private static final List<String> REASONS = List.of(
            "Annual physical examination",
            "Follow-up of laboratory results",
            "Cough for two weeks",
            "Blood pressure check",
            "Medication review",
            "Sprained ankle",
            "Immunization",
            "Headache");

    private final LocalDate today;
    private final Random random = new Random(SEED);
    private final List<String> statements = new ArrayList<>();
    private int encounter = FIRST_ENCOUNTER;

    private SyntheticPatients(LocalDate today) {
        this.today = today;
    }

    /**
     * The statements that bring them into an OpenEMR without patients: all of them, or none.
     *
     * @param today the day on which their histories end
     */
    public static List<String> statements(LocalDate today) {
        var patients = new SyntheticPatients(today);
        for (var number = 1; number <= COUNT; number++) {
            patients.add(number);
        }
        patients.link();
        return List.copyOf(patients.statements);
    }

    private void add(int number) {
        var pid = BEFORE_THE_FIRST + number;
        var isWoman = random.nextBoolean();
        var age = random.nextInt(OLDEST);
        var born = today.minusYears(age).minusDays(1 + random.nextInt(364));
        insert(
                "patient_data",
                "pid, pubpid, fname, lname, sex, DOB, street, city, state, postal_code, country_code, phone_home, language, status,"
                        + " date, regdate, hipaa_allowemail, hipaa_allowsms",
                pid,
                "TRAINING-%03d".formatted(number),
                any(isWoman ? WOMEN : MEN),
                any(FAMILIES),
                isWoman ? "Female" : "Male",
                born,
                "%d %s".formatted(1 + random.nextInt(200), any(STREETS)),
                "Sampleton",
                "NY",
                "00000",
                "USA",
                "(555) 555-01%02d".formatted(number),
                "English",
                age < GROWN_UP ? "single" : any(List.of("single", "married", "divorced", "widowed")),
                today.atStartOfDay(),
                today.minusDays(DAYS_OF_HISTORY).atStartOfDay(),
                "NO",
                "NO");
        problems(pid, age);
        encounters(pid, age, born);
    }

    private void problems(int pid, int age) {
        var most = age < GROWN_UP ? 1 : age < MIDDLE_AGED ? 2 : 4;
        random.ints(0, Problem.values().length)
                .distinct()
                .limit(random.nextInt(most + 1))
                .mapToObj(index -> Problem.values()[index])
                .toList()
                .forEach(problem -> {
                    entry(pid, "medical_problem", problem.title, problem.code);
                    entry(pid, "medication", problem.medication, "");
                });
        if (random.nextInt(4) == 0) {
            entry(pid, "allergy", any(ALLERGIES), "");
        }
    }

    private void entry(int pid, String type, String title, String code) {
        var since = today.minusDays(1 + random.nextInt(DAYS_OF_HISTORY)).atStartOfDay();
        insert(
                "lists",
                "pid, type, title, diagnosis, date, begdate, activity, user, groupname",
                pid,
                type,
                title,
                code.isEmpty() ? "" : new Diagnosis(code),
                since,
                since,
                1,
                "admin",
                "Default");
    }

    private void encounters(int pid, int age, LocalDate born) {
        random.ints(1, DAYS_OF_HISTORY)
                .distinct()
                .limit(1 + random.nextInt(MOST_ENCOUNTERS))
                .mapToObj(today::minusDays)
                .filter(day -> day.isAfter(born))
                .sorted()
                .forEach(day -> encounter(pid, age, day));
    }

    private void encounter(int pid, int age, LocalDate day) {
        var when = day.atTime(LocalTime.of(8 + random.nextInt(9), 15 * random.nextInt(4)));
        statements.add("""
                INSERT INTO form_encounter (date, reason, facility, facility_id, billing_facility, pid, encounter, provider_id, sensitivity)
                SELECT %s, %s, name, id, id, %d, %d, COALESCE((SELECT MIN(id) FROM users WHERE authorized = 1), 0), 'normal'
                FROM facility ORDER BY id LIMIT 1""".formatted(literal(when), literal(any(REASONS)), pid, encounter));
        encounter++;
        var isGrownUp = age >= GROWN_UP;
        insert(
                "form_vitals",
                "date, pid, user, groupname, authorized, activity, bps, bpd, weight, height, temperature, pulse, respiration,"
                        + " oxygen_saturation",
                when,
                pid,
                "admin",
                "Default",
                1,
                1,
                (isGrownUp ? 108 : 92) + random.nextInt(40),
                (isGrownUp ? 64 : 54) + random.nextInt(26),
                isGrownUp ? 110 + random.nextInt(110) : 8 + 7 * age + random.nextInt(10),
                isGrownUp ? 59 + random.nextInt(16) : 20 + 2 * age + random.nextInt(4),
                "%d.%d".formatted(97 + random.nextInt(3), random.nextInt(10)),
                (isGrownUp ? 58 : 80) + random.nextInt(40),
                12 + random.nextInt(8),
                94 + random.nextInt(6));
    }

    /** What makes a page of an encounter, and keeps later encounters from the numbers of these. */
    private void link() {
        statements.add("""
                INSERT INTO forms (date, encounter, form_name, form_id, pid, user, groupname, authorized, formdir)
                SELECT date, encounter, 'New Patient Encounter', id, pid, 'admin', 'Default', 1, 'newpatient'
                FROM form_encounter WHERE encounter >= %d""".formatted(FIRST_ENCOUNTER));
        statements.add("""
                INSERT INTO forms (date, encounter, form_name, form_id, pid, user, groupname, authorized, formdir)
                SELECT v.date, e.encounter, 'Vitals', v.id, v.pid, 'admin', 'Default', 1, 'vitals'
                FROM form_vitals v JOIN form_encounter e ON e.pid = v.pid AND e.date = v.date WHERE e.encounter >= %d""".formatted(FIRST_ENCOUNTER));
        statements.add("UPDATE sequences SET id = GREATEST(id, %d)".formatted(encounter));
    }

    private void insert(String table, String columns, Object... values) {
        statements.add("INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table,
                        columns,
                        Stream.of(values).map(SyntheticPatients::literal).collect(Collectors.joining(", "))));
    }

    /** A code of ICD-10, as OpenEMR writes it: with a colon. */
    private record Diagnosis(String code) {}

    /** Of what is made up here: no text of anybody else. */
    private static String literal(Object value) {
        if (value instanceof LocalDateTime time) {
            return literal(TIME.format(time));
        }
        if (value instanceof Diagnosis diagnosis) {
            return "CONCAT('ICD10', CHAR(58 USING utf8mb4), '%s')".formatted(diagnosis.code());
        }
        return value instanceof Integer number
                ? number.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

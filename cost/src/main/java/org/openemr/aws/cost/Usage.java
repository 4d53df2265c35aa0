package org.openemr.aws.cost;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a deployment is used for in a month. A model: each of {@link #assumptions} is one.
 *
 * @param load of the busiest minute; none when nobody works
 * @param documentsGb what is in the file system
 * @param databaseGb what is in the database
 */
public record Usage(Optional<Load> load, double documentsGb, double databaseGb) {

    /** Of a month: 365 days in 12. */
    public static final double HOURS = 730;

    /** In which people work: ten on 22 days. */
    public static final double WORKING_HOURS = 220;

    /** What the database has for each GB of documents. */
    public static final double DATABASE_OF_DOCUMENTS = 0.2;

    /** Of an answer, compressed, in GB: a mean of pages of which the browser has the rest. */
    public static final double ANSWER_GB = 20e-6;

    /** Statements of a request. */
    static final double STATEMENTS = 40;

    /** Of a statement in each log of the database that has it, in GB. */
    static final double STATEMENT_GB = 300e-9;

    /** Of a request in the log of the web server, of the load balancer and of the web ACL, in GB. */
    static final double REQUEST_GB = 500e-9;

    /** Part of the statements that read or write storage. */
    static final double STORAGE_REQUESTS_OF_A_STATEMENT = 0.1;

    /** Part of the documents that is read, and that is written, in a month. */
    static final double DOCUMENTS_MOVED = 0.2;

    /** How much all recovery points of files have of them: each holds what changed. */
    static final double BACKUPS = 2;

    private static final int SECONDS_OF_AN_HOUR = 3600;

    /** With a database as large as documents let expect. */
    public static Usage of(Load load, double documentsGb) {
        return new Usage(Optional.of(load), documentsGb, documentsGb * DATABASE_OF_DOCUMENTS);
    }

    /** The same, when nobody works. */
    public Usage idle() {
        return new Usage(Optional.empty(), documentsGb, databaseGb);
    }

    /**
     * Hours of a month of what is there in one number while people work, in another while they could, and else not at all.
     *
     * @param open hours in which they could
     */
    static double hours(double working, double idle, double open) {
        var work = Math.min(WORKING_HOURS, open);
        return work * working + (open - work) * idle;
    }

    /** Requests in a second that PHP answers, the mean of the hours in which people work. */
    double requestsInASecond() {
        return load.map(work -> work.users() * Load.REQUESTS_A_MINUTE / 60 + work.apiRequests())
                .orElse(0.0);
    }

    /** Requests that PHP answers, in a month; programs never sleep. */
    double requests() {
        return load.map(work -> SECONDS_OF_AN_HOUR
                        * (work.users() * Load.REQUESTS_A_MINUTE / 60 * WORKING_HOURS + work.apiRequests() * HOURS))
                .orElse(0.0);
    }

    /** All requests that come to the load balancer in a month. */
    double allRequests() {
        return requests() * Load.ALL_REQUESTS;
    }

    /** GB that go to browsers in a month. */
    double answersGb() {
        return allRequests() * ANSWER_GB;
    }

    /** GB of one log of statements in a month. */
    double statementsLogGb() {
        return requests() * STATEMENTS * STATEMENT_GB;
    }

    /** The model in sentences. */
    public static List<String> assumptions() {
        return Stream.concat(
                        Load.ASSUMPTIONS.stream(),
                        Stream.of(
                                "people work %.0f of %.0f hours of a month, with half of the busiest minute's requests on the mean"
                                        .formatted(WORKING_HOURS, HOURS),
                                "an answer has %.0f KB, and a request %.1f others of images and scripts"
                                        .formatted(ANSWER_GB * 1e6, Load.ALL_REQUESTS - 1),
                                "a request makes %.0f statements, of %.0f bytes in each log that has them; one in %.0f reads storage"
                                        .formatted(STATEMENTS, STATEMENT_GB * 1e9, 1 / STORAGE_REQUESTS_OF_A_STATEMENT),
                                "the database has %.1f GB for each GB of documents; a fifth of the documents is read and written in a month"
                                        .formatted(DATABASE_OF_DOCUMENTS),
                                "recovery points of files together have %.0f times the files; those of the database are whole, as many as a year leaves"
                                        .formatted(BACKUPS),
                                "no free tier, no discount and no tax; a KMS key costs 1 USD more after each of its first two rotations"))
                .toList();
    }
}

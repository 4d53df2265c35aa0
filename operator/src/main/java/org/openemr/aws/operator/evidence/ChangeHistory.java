package org.openemr.aws.operator.evidence;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.database.DataApi;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * Who did what: to the deployment, by the event history of CloudTrail, and in OpenEMR, by its audit log.
 *
 * @param aws the account
 * @param values what the deployment published
 * @param period of which it is told
 */
public record ChangeHistory(Aws aws, DeployedValues values, Period period) {

    /** What is told of an event in AWS. */
    public static final List<String> IN_AWS = TrailSearch.COLUMNS;

    /** What is told of an event in OpenEMR: no comment, which has statements with patients' data, and no patient. */
    public static final List<String> IN_OPENEMR = List.of("time", "who", "what", "where", "succeeded");

    /** As many lines of OpenEMR's log as one answer of the Data API holds with ease. */
    public static final int MOST_LINES = 500;

    /** In which OpenEMR writes times, and what it writes them in without one. */
    private static final String ZONE =
            "SELECT gl_value AS zone FROM globals WHERE gl_name = 'gbl_time_zone' AND gl_index = 0";

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** A user of the portal is a patient, whose name is not told. */
    static final String LOG = """
            SELECT date AS time, who, event AS what, category AS `where`, success AS succeeded FROM
              (SELECT id, date, event, category, success, IF(log_from IN ('onsite-portal', 'patient-portal'), 'a patient', user) AS who FROM log
                WHERE date BETWEEN :from AND :until) told
            WHERE :who = '' OR who = :who ORDER BY date DESC, id DESC LIMIT\s""" + MOST_LINES;

    /** Deployments, sessions in tasks and changes of what protects data, the latest first. */
    public List<Map<String, String>> inAws() {
        var deployed = Deployed.read(new Stacks(aws.client(CloudFormationClient.builder())), values.names());
        return new TrailSearch(aws.client(CloudTrailClient.builder()), period, deployed.about(values.names()))
                .find(AdministrativeEvents.all());
    }

    /**
     * What OpenEMR logged, the latest first.
     *
     * @param who the name of a user, or nothing for all
     */
    public List<Map<String, Object>> inOpenEmr(String who) {
        var database = DataApi.asOpenEmr(aws, values);
        var zone = database.rows(ZONE, Map.of()).stream()
                .map(row -> zone(String.valueOf(row.get("zone"))))
                .findFirst()
                .orElse(ZoneOffset.UTC);
        return database.rows(
                LOG,
                Map.of(
                        "from", WRITTEN.format(period.from().atZone(zone)),
                        "until", WRITTEN.format(period.until().atZone(zone)),
                        "who", who));
    }

    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }
}

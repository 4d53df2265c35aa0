package org.openemr.aws.operator.evidence;

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

    static final String LOG = """
            SELECT date AS time, user AS who, event AS what, category AS `where`, success AS succeeded FROM log
            WHERE date > NOW() - INTERVAL CAST(:seconds AS SIGNED) SECOND AND (:who = '' OR user = :who) ORDER BY date DESC, id DESC LIMIT\s""" + MOST_LINES;

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
        return DataApi.asOpenEmr(aws, values)
                .rows(
                        LOG,
                        Map.of(
                                "seconds",
                                String.valueOf(period.until().getEpochSecond()
                                        - period.from().getEpochSecond()),
                                "who",
                                who));
    }
}

package org.openemr.aws.operator.status;

import java.util.List;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.TaskAlarms;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The alarms of a deployment that ring when no task runs, of those that it has.
 *
 * @param cloudWatch where they are
 * @param names of the deployment
 */
public record SiteAlarms(CloudWatchClient cloudWatch, Names names) {

    /** Has them tell nobody. */
    public void silence() {
        var there = there();
        if (!there.isEmpty()) {
            cloudWatch.disableAlarmActions(disable -> disable.alarmNames(there));
        }
    }

    /** Has them tell again. */
    public void tell() {
        var there = there();
        if (!there.isEmpty()) {
            cloudWatch.enableAlarmActions(enable -> enable.alarmNames(there));
        }
    }

    private List<String> there() {
        return cloudWatch.describeAlarms(describe -> describe.alarmNames(of(names))).metricAlarms().stream()
                .map(MetricAlarm::alarmName)
                .toList();
    }

    /** Their names. */
    static List<String> of(Names names) {
        return TaskAlarms.NAMES.stream().map(names::physicalName).toList();
    }
}

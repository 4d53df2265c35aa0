package org.openemr.aws.operator.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Names;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** Alarms that rang in the period. */
final class AlarmHistory {

    private static final List<String> COLUMNS = List.of("time", "alarm", "what");

    private AlarmHistory() {}

    static ChapterSource source(CloudWatchClient cloudWatch, Names names, Period period) {
        return new ChapterSource(
                "alarms",
                "Alarms",
                "Alarms of the deployment that changed to ALARM in the period.",
                source -> read(source, cloudWatch, names, period));
    }

    private static Chapter read(ChapterSource source, CloudWatchClient cloudWatch, Names names, Period period) {
        var rows = cloudWatch
                .describeAlarmHistoryPaginator(describe -> describe.historyItemType(HistoryItemType.STATE_UPDATE)
                        .startDate(period.from())
                        .endDate(period.until()))
                .alarmHistoryItems()
                .stream()
                .filter(item -> String.valueOf(item.alarmName()).startsWith(names.physicalName("")))
                .filter(item -> String.valueOf(item.historySummary()).contains("to ALARM"))
                .map(AlarmHistory::row)
                .toList();
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of("CloudWatch keeps the history of alarms for two weeks, whatever the period."));
    }

    private static Map<String, String> row(AlarmHistoryItem item) {
        var row = new LinkedHashMap<String, String>();
        row.put("time", String.valueOf(item.timestamp()));
        row.put("alarm", String.valueOf(item.alarmName()));
        row.put("what", String.valueOf(item.historySummary()));
        return row;
    }
}

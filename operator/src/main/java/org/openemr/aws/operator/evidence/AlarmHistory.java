package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** Alarms that rang in the period. */
final class AlarmHistory {

    private static final List<String> COLUMNS = List.of("time", "alarm", "what");

    private AlarmHistory() {}

    static ChapterSource source(CloudWatchClient cloudWatch, Supplier<Deployed> deployed, Period period) {
        return new ChapterSource(
                "alarms",
                "Alarms",
                "Alarms of the deployment that changed to ALARM in the period.",
                source -> read(source, cloudWatch, deployed.get(), period));
    }

    private static Chapter read(ChapterSource source, CloudWatchClient cloudWatch, Deployed deployed, Period period) {
        var alarms = deployed.ofType("AWS::CloudWatch::Alarm")
                .map(Deployed.Resource::physicalId)
                .collect(Collectors.toSet());
        var rows = cloudWatch
                .describeAlarmHistoryPaginator(describe -> describe.historyItemType(HistoryItemType.STATE_UPDATE)
                        .startDate(period.from())
                        .endDate(period.until()))
                .alarmHistoryItems()
                .stream()
                .filter(item -> alarms.contains(item.alarmName()))
                .filter(item -> String.valueOf(item.historySummary()).contains("to ALARM"))
                .map(AlarmHistory::row)
                .toList();
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of("CloudWatch keeps the history of alarms for 30 days, whatever the period."));
    }

    private static Map<String, String> row(AlarmHistoryItem item) {
        return Row.of(
                COLUMNS,
                String.valueOf(item.timestamp()),
                String.valueOf(item.alarmName()),
                String.valueOf(item.historySummary()));
    }
}

package org.openemr.aws.operator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/** Whether the audit trail records, and of which buckets it tells who reads and writes objects. */
final class TrailCoverage {

    private static final List<String> COLUMNS = List.of("what", "value");
    private static final String ARN = "resources.ARN";

    private TrailCoverage() {}

    static ChapterSource source(CloudTrailClient trail, Supplier<Deployed> deployed, Names names) {
        return new ChapterSource(
                "trail",
                "Audit trail",
                "The deployment's trail as CloudTrail has it now, and whether it records the objects of each bucket.",
                source -> read(source, trail, deployed.get(), names));
    }

    private static Chapter read(ChapterSource source, CloudTrailClient trail, Deployed deployed, Names names) {
        var name = names.physicalName("audit-trail");
        var status = status(trail, name);
        var logs = Boolean.TRUE.equals(status.isLogging());
        var rows = new ArrayList<Map<String, String>>();
        rows.add(row("records", logs ? "yes" : "no"));
        rows.add(row("latest delivery", String.valueOf(status.latestDeliveryTime())));
        rows.add(row("latest delivery to CloudWatch Logs", String.valueOf(status.latestCloudWatchLogsDeliveryTime())));
        var beginnings = trail.getEventSelectors(get -> get.trailName(name)).advancedEventSelectors().stream()
                .filter(TrailCoverage::isOfAllThatHappensToObjects)
                .flatMap(selector -> selector.fieldSelectors().stream())
                .filter(field -> ARN.equals(field.field()))
                .map(AdvancedFieldSelector::startsWith)
                .flatMap(List::stream)
                .toList();
        deployed.ofType("AWS::S3::Bucket")
                .forEach(bucket -> rows.add(row(
                        "objects of " + bucket.physicalId(),
                        logs && beginnings.stream().anyMatch(beginning -> covers(beginning, bucket.physicalId()))
                                ? "recorded"
                                : "not recorded")));
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of("Buckets of logs are not recorded: the trail would tell of each file that it writes itself."));
    }

    private static GetTrailStatusResponse status(CloudTrailClient trail, String name) {
        try {
            return trail.getTrailStatus(get -> get.name(name));
        } catch (TrailNotFoundException e) {
            throw Failure.notFound("There is no trail %s in this account and region.".formatted(name));
        }
    }

    /** Whether a selector chooses events of objects by nothing but their bucket: every further field leaves some out. */
    private static boolean isOfAllThatHappensToObjects(AdvancedEventSelector selector) {
        return selector.fieldSelectors().stream().allMatch(field -> switch (field.field()) {
            case "eventCategory" -> field.equalsValue().contains("Data");
            case "resources.type" -> field.equalsValue().contains("AWS::S3::Object");
            case ARN ->
                field.notStartsWith().isEmpty()
                        && field.notEquals().isEmpty()
                        && field.notEndsWith().isEmpty()
                        && field.endsWith().isEmpty();
            default -> false;
        });
    }

    private static boolean covers(String beginning, String bucket) {
        return bucket.startsWith(beginning.substring(beginning.lastIndexOf(':') + 1));
    }

    private static Map<String, String> row(String what, String value) {
        return Row.of(COLUMNS, what, value);
    }
}

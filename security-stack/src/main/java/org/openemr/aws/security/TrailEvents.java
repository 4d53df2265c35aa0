package org.openemr.aws.security;

import java.util.ArrayList;
import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PatientBuckets;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedEventSelectorProperty;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedFieldSelectorProperty;

/**
 * Which events the trail records: all management events and, where that is wanted, who reads, writes and deletes objects in buckets
 * that may hold patients' data. Those buckets belong to later layers, so their names' beginnings stand for them. See <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">Logging data events</a>.
 */
final class TrailEvents {

    private TrailEvents() {}

    static void select(CfnTrail trail, Deployment deployment, boolean objectsOfPatients) {
        var selectors = new ArrayList<Object>();
        selectors.add(selector("Management events", field("eventCategory", "Management")));
        if (objectsOfPatients) {
            var beginnings = PatientBuckets.beginnings(deployment, Aws.ACCOUNT_ID).stream()
                    .map("arn:%s:s3:::%%s".formatted(Aws.PARTITION)::formatted)
                    .toList();
            selectors.add(selector(
                    "Objects that may hold patients' data",
                    field("eventCategory", "Data"),
                    field("resources.type", "AWS::S3::Object"),
                    AdvancedFieldSelectorProperty.builder()
                            .field("resources.ARN")
                            .startsWith(beginnings)
                            .build()));
        }
        trail.addPropertyDeletionOverride("EventSelectors");
        trail.setAdvancedEventSelectors(selectors);
    }

    private static AdvancedEventSelectorProperty selector(String name, AdvancedFieldSelectorProperty... fields) {
        return AdvancedEventSelectorProperty.builder()
                .name(name)
                .fieldSelectors(List.of(fields))
                .build();
    }

    private static AdvancedFieldSelectorProperty field(String name, String value) {
        return AdvancedFieldSelectorProperty.builder()
                .field(name)
                .equalTo(List.of(value))
                .build();
    }
}

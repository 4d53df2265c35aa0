package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * Events of CloudTrail's own history, which <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html">keeps 90 days</a>, of a period.
 *
 * @param about names of the deployment: an event whose parameters name none of them is of something else
 */
record TrailSearch(CloudTrailClient trail, Period period, AwsNames about) {

    static final List<String> COLUMNS = List.of("time", "who", "what", "target", "refused", "from_address");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The events of some names, the latest first. */
    List<Map<String, String>> find(List<String> eventNames) {
        var rows = new ArrayList<Map<String, String>>();
        for (var name : eventNames) {
            var attribute = LookupAttribute.builder()
                    .attributeKey(LookupAttributeKey.EVENT_NAME)
                    .attributeValue(name)
                    .build();
            trail
                    .lookupEventsPaginator(lookup -> lookup.lookupAttributes(attribute)
                            .startTime(period.from())
                            .endTime(period.until()))
                    .events()
                    .stream()
                    .forEach(event -> {
                        var written = parsed(event);
                        if (isOfTheDeployment(written)) {
                            rows.add(row(event, written));
                        }
                    });
        }
        rows.sort((one, other) -> String.valueOf(other.get("time")).compareTo(String.valueOf(one.get("time"))));
        return rows;
    }

    private boolean isOfTheDeployment(JsonNode written) {
        return texts(written.path("requestParameters")).anyMatch(about::areIn);
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isContainerNode()
                ? StreamSupport.stream(value.spliterator(), false).flatMap(TrailSearch::texts)
                : Stream.of(value.asText());
    }

    private static Map<String, String> row(Event event, JsonNode written) {
        return Row.of(
                COLUMNS,
                String.valueOf(event.eventTime()),
                written.at("/userIdentity/arn").asText(String.valueOf(event.username())),
                String.valueOf(event.eventName()),
                target(written.path("requestParameters")),
                written.path("errorCode").asText(),
                written.path("sourceIPAddress").asText());
    }

    /** Which of the parameters say what it was done to; what was typed or sent is none of them. */
    private static String target(JsonNode parameters) {
        for (var name : List.of(
                "stackName",
                "changeSetName",
                "task",
                "target",
                "dBClusterIdentifier",
                "groupId",
                "bucketName",
                "keyId",
                "recoveryPointArn",
                "backupVaultName",
                "name")) {
            if (parameters.path(name).isTextual()) {
                return parameters.path(name).asText();
            }
        }
        return "";
    }

    private static JsonNode parsed(Event event) {
        try {
            return event.cloudTrailEvent() == null
                    ? MissingNode.getInstance()
                    : MAPPER.readTree(event.cloudTrailEvent());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

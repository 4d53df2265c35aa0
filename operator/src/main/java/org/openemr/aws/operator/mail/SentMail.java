package org.openemr.aws.operator.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.logs.LogSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** What became of mail that was sent, from the log of the function that writes it down. */
public final class SentMail {

    /** Events after which nothing more is to come of a delivery. */
    private static final List<String> LAST = List.of("Delivery", "Bounce", "Reject");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Aws aws;
    private final String group;

    public SentMail(Aws aws, DeployedValues values) {
        this.aws = aws;
        this.group = LogSource.MAIL.groupPrefix(values);
    }

    /**
     * Something that became of a message.
     *
     * @param type Delivery, Bounce, Complaint, Reject or DeliveryDelay
     * @param what what the other side said
     */
    public record Event(String type, String what) {

        /** Whether it is the end of the delivery. */
        public boolean isLast() {
            return LAST.contains(type);
        }

        public boolean isDelivery() {
            return type.equals("Delivery");
        }
    }

    /** What became of one message. */
    public List<Event> of(String messageId, Instant since) {
        return events("{ $.event = \"mail-event\" && $.messageId = \"%s\" }".formatted(messageId), since)
                .map(event -> new Event(
                        event.path("type").asText(), event.path("what").asText()))
                .toList();
    }

    /** How much became of all mail, by the type of event. */
    public Map<String, Long> counts(Instant since) {
        return events("{ $.event = \"mail-event\" }", since)
                .collect(Collectors.groupingBy(
                        event -> event.path("type").asText(), TreeMap::new, Collectors.counting()));
    }

    private Stream<JsonNode> events(String pattern, Instant since) {
        return aws
                .client(CloudWatchLogsClient.builder())
                .filterLogEventsPaginator(filter ->
                        filter.logGroupName(group).filterPattern(pattern).startTime(since.toEpochMilli()))
                .events()
                .stream()
                .map(event -> json(event.message()));
    }

    private static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }
}

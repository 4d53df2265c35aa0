package org.openemr.aws.functions.taskrun;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.functions.NamedValues;

/** The event of a custom resource, as the provider framework of the CDK hands it over. */
final class DeploymentEvent {

    /** See <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">tags</a>. */
    private static final int LONGEST_TAG = 256;

    private final Map<String, Object> event;

    DeploymentEvent(Map<String, Object> event) {
        this.event = event;
    }

    boolean isDelete() {
        return "Delete".equals(event.get("RequestType"));
    }

    String requestId() {
        return NamedValues.ofEvent(event).text("RequestId");
    }

    /**
     * The id of the resource: the same for its whole life, because CloudFormation would answer a new id with a deletion of
     * the old one.
     */
    String physicalId() {
        return NamedValues.ofEvent(event)
                .optionalText("PhysicalResourceId")
                .orElseGet(() -> "task-run-" + event.get("LogicalResourceId"));
    }

    TaskRunRequest request() {
        return TaskRunRequest.from(properties("ResourceProperties"));
    }

    /** The stack's ARN. */
    String stackId() {
        return NamedValues.ofEvent(event).text("StackId");
    }

    /** The run that an earlier window of the same deployment began. */
    Optional<TaskRun> continuedRun() {
        var properties = properties("ResourceProperties");
        return properties.containsKey("RunName") ? Optional.of(TaskRun.from(properties)) : Optional.empty();
    }

    /** The run as the start of this window recorded it. */
    TaskRun runOfThisWindow() {
        return TaskRun.from(properties("Data"));
    }

    /** Whether an installation exists already and its image becomes another one. */
    boolean changesImageOfInstalledSystem() {
        return "Update".equals(event.get("RequestType"))
                && !image("ResourceProperties").equals(image("OldResourceProperties"));
    }

    /** From which image to which, as the value of a tag: those of a repository and its digest are allowed there. */
    String changeOfImage() {
        var change = image("OldResourceProperties") + " to " + image("ResourceProperties");
        return change.length() <= LONGEST_TAG ? change : change.substring(change.length() - LONGEST_TAG);
    }

    private String image(String properties) {
        return String.valueOf(properties(properties).get("Image"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> properties(String name) {
        return (Map<String, Object>) event.getOrDefault(name, Map.of());
    }
}

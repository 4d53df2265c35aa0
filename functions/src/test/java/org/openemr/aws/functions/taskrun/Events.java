package org.openemr.aws.functions.taskrun;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.functions.fixtures.CloudFormation;

/** Events as CloudFormation and the provider framework send them. */
final class Events {

    private Events() {}

    /** The first window of a run. */
    static Map<String, Object> event(String url, String requestType, String image) {
        var event = new HashMap<String, Object>();
        event.put("ResponseURL", url);
        event.put("StackId", CloudFormation.STACK);
        event.put("RequestType", requestType);
        event.put("RequestId", "request-1");
        event.put("LogicalResourceId", "SetUpRunWindow1");
        event.put("ResourceProperties", properties(image));
        return event;
    }

    /** An update from one image to another. */
    static Map<String, Object> update(String url, String from, String to) {
        var event = event(url, "Update", to);
        event.put("PhysicalResourceId", "task-run-SetUpRunWindow1");
        event.put("OldResourceProperties", properties(from));
        return event;
    }

    /** A poll of a window that began with this data. */
    static Map<String, Object> poll(String url, Map<String, Object> data, boolean lastWindow) {
        var event = event(url, "Create", "openemr:1");
        event.put("PhysicalResourceId", "task-run-SetUpRunWindow1");
        var properties = new HashMap<>(properties("openemr:1"));
        properties.put("LastWindow", String.valueOf(lastWindow));
        properties.put("StopAtLimit", "true");
        event.put("ResourceProperties", properties);
        event.put("Data", data);
        return event;
    }

    static Map<String, Object> properties(String image) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("Cluster", "openemr-cluster"),
                Map.entry("Family", "openemr-set-up"),
                Map.entry("TaskDefinition", "arn:aws:ecs:us-east-1:1:task-definition/openemr-set-up:7"),
                Map.entry("Subnets", List.of("subnet-1", "subnet-2")),
                Map.entry("SecurityGroups", List.of("sg-1")),
                Map.entry("LogGroup", "openemr-tasks"),
                Map.entry("Image", image),
                Map.entry("WindowSeconds", "3300"),
                Map.entry("LastWindow", "false"),
                Map.entry("BackupVault", "openemr-vault"),
                Map.entry("BackupRole", "arn:aws:iam::1:role/backup"),
                Map.entry("BackupResources", List.of("arn:db", "arn:fs"))));
    }
}

package org.openemr.aws.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.ProjectRoot;

/** An account with everything on: the stacks are those of the snapshots, with their several hundred resources. */
final class EvidenceAws {

    static final String TRIAL = """
            {"time":"2026-11-20T03:00:00Z","passed":true,"lastPassed":"2026-11-20T03:00:00Z","stores":[
            {"store":"database","taken":"2026-11-20T01:00:00Z","restored":"cluster","took_seconds":5400,"openemr":"8.4.1","patients":41}]}""";

    /** What a person typed does not belong to evidence. */
    static final String TYPED = "SELECT ssn FROM patient_data";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NO_STACK = "Stack with id x does not exist";

    private EvidenceAws() {}

    static void answer(Operator operator) {
        var aws = operator.aws();
        WorkingAws.answer(operator);
        operator.deployed();
        stacks(aws);
        aws.json("ResourceGroupsTaggingAPI_20170126.GetResources", """
                {"ResourceTagMappingList":[
                {"ResourceARN":"arn:aws:s3:::accesslogsbucketcd784a59"},
                {"ResourceARN":"arn:aws:logs:us-east-1:111122223333:log-group:left-behind"}]}""");
        network(aws);
        users(aws);
        events(aws);
        aws.parameter("/openemr-records/openemr/backup-verify", TRIAL);
        aws.query(
                "DescribeAlarmHistory",
                "<AlarmHistoryItems>%s%s%s</AlarmHistoryItems>"
                        .formatted(
                                alarm("alarmsfailedevents912454d6", "Alarm updated from OK to ALARM"),
                                alarm("alarmsfailedevents912454d6", "Alarm updated from ALARM to OK"),
                                alarm("openemr-test-failed-events", "Alarm updated from OK to ALARM")));
        watching(aws);
        report(operator);
    }

    private static void stacks(LocalAws aws) {
        aws.query("GetTemplate", LocalAws.xmlError("ValidationError", NO_STACK));
        aws.query("ListStackResources", LocalAws.xmlError("ValidationError", NO_STACK));
        for (var layer : Layer.values()) {
            var file = ProjectRoot.resolve("app/src/test/snapshots/%s/everything-on.json".formatted(layer.stackId()));
            if (Files.exists(file)) {
                var name = "StackName=openemr-" + layer.label();
                aws.queryWhere("GetTemplate", name, WorkingAws.deployedTemplate(escaped(read(file))));
                aws.queryWhere("ListStackResources", name, resources(json(file)));
            }
        }
    }

    /** What the last deployment of WatchStack said, in an account that had a detector. */
    private static void watching(LocalAws aws) {
        aws.queryWhere("DescribeStacks", "StackName=openemr-watch", """
                <Stacks><member><StackName>openemr-watch</StackName><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>
                <member><OutputKey>ThreatDetector</OutputKey><OutputValue>was there before and is left as it is, but Runtime Monitoring is off (aws guardduty update-detector --detector-id d1 --features Name=RUNTIME_MONITORING,Status=ENABLED)</OutputValue><Description>GuardDuty's detector with Runtime Monitoring</Description></member>
                <member><OutputKey>FindingsHub</OutputKey><OutputValue>on, made by this deployment</OutputValue><Description>Security Hub with AWS's foundational standard</Description></member>
                </Outputs></member></Stacks>""");
    }

    private static String resources(JsonNode template) {
        return template.path("Resources").properties().stream()
                .map(resource -> """
                        <member><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId>
                        <ResourceType>%s</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>""".formatted(
                                resource.getKey(),
                                resource.getKey().toLowerCase(Locale.ROOT),
                                resource.getValue().path("Type").asText()))
                .collect(Collectors.joining("", "<StackResourceSummaries>", "</StackResourceSummaries>"));
    }

    /** How many resources there are. */
    static long resources() {
        return Stream.of(Layer.values())
                .map(layer ->
                        ProjectRoot.resolve("app/src/test/snapshots/%s/everything-on.json".formatted(layer.stackId())))
                .filter(Files::exists)
                .mapToLong(file -> json(file).path("Resources").size())
                .sum();
    }

    private static void network(LocalAws aws) {
        aws.ec2("DescribeSecurityGroups", "", """
                <securityGroupInfo>
                <item><groupId>sg-0a</groupId><groupDescription>Database of openemr</groupDescription><vpcId>vpc-1</vpcId></item>
                <item><groupId>sg-0b</groupId><groupDescription>Tasks of openemr</groupDescription></item>
                </securityGroupInfo>""");
        aws.ec2("DescribeSecurityGroups", "group-name", """
                <securityGroupInfo>
                <item><groupId>sg-0d</groupId><groupDescription>default VPC security group</groupDescription><vpcId>vpc-1</vpcId></item>
                </securityGroupInfo>""");
        aws.ec2("DescribeSecurityGroupRules", "", """
                <securityGroupRuleSet>
                <item><groupId>sg-0d</groupId><isEgress>false</isEgress><ipProtocol>-1</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort>
                <referencedGroupInfo><groupId>sg-0d</groupId></referencedGroupInfo></item>
                <item><groupId>sg-0a</groupId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>3306</fromPort>
                <toPort>3306</toPort><referencedGroupInfo><groupId>sg-0b</groupId></referencedGroupInfo>
                <description>From tasks &lt;b&gt;</description></item>
                <item><groupId>sg-0b</groupId><isEgress>true</isEgress><ipProtocol>-1</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort>
                <cidrIpv4>0.0.0.0/0</cidrIpv4></item>
                </securityGroupRuleSet>""");
    }

    /** Three, of whom one has a second factor and one did not sign in for long. */
    private static void users(LocalAws aws) {
        aws.rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"user"},{"label":"factors"},{"label":"signed_in"}],"records":[
                [{"stringValue":"drmoore"},{"longValue":1},{"stringValue":"2026-11-24 09:00:00"}],
                [{"stringValue":"frontdesk"},{"longValue":0},{"stringValue":"2026-11-25 08:00:00"}],
                [{"stringValue":"leftlastyear"},{"longValue":0},{"isNull":true}]]}""");
    }

    private static void events(LocalAws aws) {
        aws.json("CloudTrail_20131101.LookupEvents", "{\"Events\":[]}");
        aws.jsonWhere(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "\"ExecuteCommand\"",
                event(
                        "ExecuteCommand",
                        "{\"cluster\":\"clusterc2e21b66\",\"task\":\"0a1b\",\"command\":\"" + TYPED + "\"}"));
        aws.jsonWhere(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "\"ExecuteChangeSet\"",
                event("ExecuteChangeSet", "{\"stackName\":\"openemr-compute\"}"));
        aws.jsonWhere(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "\"DeleteStack\"",
                event("DeleteStack", "{\"stackName\":\"other\"}"));
        aws.jsonWhere(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                "\"DeleteRecoveryPoint\"",
                event("DeleteRecoveryPoint", """
                        {"backupVaultName":"backupsvault1f11afcc","recoveryPointArn":"arn:aws:backup:us-east-1:111122223333:recovery-point:5"},
                        "errorCode":"AccessDenied","more":{}"""));
        aws.json(
                "CloudTrail_20131101.GetTrailStatus",
                "{\"IsLogging\":true,\"LatestDeliveryTime\":1795607000,\"LatestCloudWatchLogsDeliveryTime\":1795607000}");
        aws.json("CloudTrail_20131101.GetEventSelectors", """
                {"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"resources.ARN",
                "StartsWith":["arn:aws:s3:::mailmailbucket","arn:aws:s3:::store"]}]}]}""");
    }

    private static String event(String name, String parameters) {
        var text = """
                {"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Operator/jane"},"sourceIPAddress":"203.0.113.9",
                "requestParameters":%s}""".formatted(parameters);
        return """
                {"Events":[{"EventName":"%s","EventTime":1795600000,"Username":"jane","CloudTrailEvent":%s}]}""".formatted(name, MAPPER.valueToTree(text));
    }

    private static String alarm(String name, String summary) {
        return "<member><AlarmName>%s</AlarmName><Timestamp>2026-11-24T10:00:00Z</Timestamp><HistorySummary>%s</HistorySummary></member>"
                .formatted(name, summary);
    }

    private static void report(Operator operator) {
        operator.file("cdk.out/validation-report.json", """
                {"pluginReports":[{"pluginName":"AwsSolutions","suppressedViolations":[{"ruleName":"AwsSolutions-S1",
                "reason":"It receives access logs.","violatingConstructs":[{"constructPath":"SecurityStack/AccessLogs/Bucket/Resource"}]}]}]}""");
    }

    /** What everything in the folder says. */
    static String content(Path folder) {
        return List.of("index.html", "evidence.json").stream()
                .map(name -> read(folder.resolve(name)))
                .collect(Collectors.joining());
    }

    private static String escaped(String json) {
        return json.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

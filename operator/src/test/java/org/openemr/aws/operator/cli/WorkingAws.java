package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** A deployment that is well, in an account where every command does what it is for. */
final class WorkingAws {

    /** In the order in which two rounds of backups start. */
    private static final List<String> STORES = List.of("database", "sites", "ssl", "database", "sites", "ssl");

    /** The zone of the domain, with its name servers. */
    static final String ZONE = """
            <GetHostedZoneResponse><HostedZone><Id>/hostedzone/Z1</Id><Name>clinic.example.org.</Name></HostedZone><DelegationSet>
            <NameServers><NameServer>ns-1.awsdns-01.org</NameServer><NameServer>ns-2.awsdns-02.com</NameServer></NameServers>
            </DelegationSet></GetHostedZoneResponse>""";

    /** What stands in for {@code cdk synth}: it writes the template of an upgrade. */
    static final String SYNTHESIS =
            "[ \"$2\" != synth ] || { mkdir -p \"$5\"; echo '%s' > \"$5/ComputeStack.template.json\"; }"
                    .formatted(computeTemplate("8.4.2"));

    private WorkingAws() {}

    static void answer(Operator operator) {
        operator.deployed()
                .program(
                        "npx",
                        "case $* in *--version) echo 2.1148.1 ;; *) echo \"$@\" >> cdk.txt ;; esac\n" + SYNTHESIS)
                .program("node", "echo v24.1.0")
                .program("mvn", "echo Apache Maven 3.9.9")
                .program("aws", "echo aws-cli/2.31.0")
                .program("pbcopy", "cat > /dev/null")
                .program("session-manager-plugin", "[ \"$1\" != --version ] || echo 1.2.707.0");
        operator.dns().delegates("clinic.example.org", "ns-1.awsdns-01.org", "NS-2.AWSDNS-02.com");
        HealthyAws.answer(operator.aws());
        templates(operator);
        account(operator.aws());
        tasks(operator.aws());
        backups(operator.aws());
        exports(operator.aws());
        database(operator.aws());
        TrialAws.answer(operator.aws());
        mail(operator.aws());
        rotations(operator.aws());
        people(operator.aws());
    }

    /** People who sign in before OpenEMR. */
    private static void people(LocalAws aws) {
        var service = "AWSCognitoIdentityProviderService.";
        aws.json(service + "AdminCreateUser", "{\"User\":{\"Username\":\"0a1b\"}}");
        aws.json(service + "AdminUserGlobalSignOut", "{}");
        aws.json(service + "AdminDeleteUser", "{}");
        aws.json(service + "ListUsers", """
                {"Users":[{"Username":"1","Enabled":true,"UserStatus":"CONFIRMED","UserCreateDate":1795608000,
                "Attributes":[{"Name":"email","Value":"jane@clinic.example.org"}]},
                {"Username":"2","Enabled":true,"UserStatus":"FORCE_CHANGE_PASSWORD","UserCreateDate":1795608000,
                "Attributes":[{"Name":"email","Value":"john@clinic.example.org"}]}]}""");
    }

    /** Secrets Manager rotates at once, and the credential before is taken away. */
    private static void rotations(LocalAws aws) {
        aws.json("secretsmanager.DescribeSecret", versions("1-now", ""));
        aws.json("secretsmanager.RotateSecret", "{\"VersionId\":\"1-now\"}");
        aws.json("secretsmanager.GetRandomPassword", "{\"RandomPassword\":\"Next+Secret:1.x\"}");
        aws.json("secretsmanager.PutSecretValue", "{\"VersionId\":\"2-next\"}");
        aws.json("secretsmanager.UpdateSecretVersionStage", "{}");
        aws.rest("POST", "/2015-03-31/functions/openemr-credential-rotation/invocations", "{}");
        aws.json(
                "AWSStepFunctions.ListExecutions",
                execution("1-now", "SUCCEEDED"),
                execution("1-now", "RUNNING"),
                execution("1-now", "RUNNING"),
                execution("1-now", "SUCCEEDED"));
        aws.json("AWSStepFunctions.GetExecutionHistory", """
                {"events":[{"timestamp":1,"type":"TaskStateExited","id":7,"previousEventId":6,"stateExitedEventDetails":{"name":"Look",
                "output":"{\\"Progress\\":{\\"WaitsFor\\":\\"tasks read what was written\\"}}"}}]}""");
    }

    /** A secret that was rotated 12 days ago, with the version in use and one that is to come. */
    static String versions(String current, String pending) {
        return """
                {"VersionIdsToStages":{"%s":["AWSCURRENT"]%s},"RotationEnabled":true,"LastRotatedDate":%d,"NextRotationDate":%d,
                "LastChangedDate":%3$d}""".formatted(
                        current,
                        pending.isEmpty() ? "" : ",\"" + pending + "\":[\"AWSPENDING\"]",
                        Operator.NOW.minus(Duration.ofDays(12)).getEpochSecond(),
                        Operator.NOW.plus(Duration.ofDays(78)).getEpochSecond());
    }

    /** An execution that takes away what was in use before a version. */
    static String execution(String version, String status) {
        return "{\"executions\":[{\"executionArn\":\"arn:e\",\"name\":\"%s-0a1b2c3d\",\"status\":\"%s\",\"startDate\":1}]}"
                .formatted(version, status);
    }

    /** Mail of the domain, in the sandbox, and a key that is new. */
    private static void mail(LocalAws aws) {
        aws.rest("GET", "/v2/email/identities/clinic.example.org", """
                {"VerifiedForSendingStatus":true,"DkimAttributes":{"Status":"SUCCESS"},"MailFromAttributes":
                {"MailFromDomain":"services.clinic.example.org","MailFromDomainStatus":"SUCCESS"}}""");
        aws.rest("GET", "/v2/email/account", """
                {"ProductionAccessEnabled":false,"SendingEnabled":true,"EnforcementStatus":"HEALTHY","SendQuota":
                {"Max24HourSend":200,"MaxSendRate":1,"SentLast24Hours":12}}""");
        aws.rest("GET", "/v2/email/suppression/addresses", """
                {"SuppressedDestinationSummaries":[{"EmailAddress":"jane@patient.example","Reason":"BOUNCE","LastUpdateTime":1},
                {"EmailAddress":"joe@patient.example","Reason":"COMPLAINT","LastUpdateTime":1}]}""");
        aws.rest(
                "POST",
                "/2015-03-31/functions/openemr-smtp-credentials/invocations",
                "{\"accessKeyId\":\"AKIANEW\",\"made\":true}");
        aws.query("ListStackResources", """
                <StackResourceSummaries>%s%s%s%s%s</StackResourceSummaries>""".formatted(
                        definition("mail-test"),
                        definition("set-up"),
                        definition("file-check"),
                        definition("administrator"),
                        definition("import")));
        aws.json(
                "ContainerServiceV20141113.RunTask",
                "{\"tasks\":[{\"taskArn\":\"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b\"}],\"failures\":[]}");
        Stream.of("openemr-mail-test", "openemr-set-up", "openemr-administrator", "openemr-import")
                .forEach(family ->
                        aws.jsonWhere("AmazonEC2ContainerServiceV20141113.ListTasks", family, "{\"taskArns\":[]}"));
        aws.json("Logs_20140328.GetLogEvents", logOfMailTasks("AKIANEW"));
        aws.jsonWhere("Logs_20140328.FilterLogEvents", "mail-event", mailEvent("Delivery", "250 2.0.0 OK"));
        aws.jsonWhere("Logs_20140328.FilterLogEvents", "BLOCK", WafEvents.SOME);
    }

    private static String definition(String kind) {
        return """
                <member><LogicalResourceId>x</LogicalResourceId><ResourceType>AWS::ECS::TaskDefinition</ResourceType>
                <PhysicalResourceId>arn:aws:ecs:us-east-1:111122223333:task-definition/openemr-%s:7</PhysicalResourceId></member>""".formatted(kind);
    }

    /** What the import task writes, whatever it is to do. */
    static void imports(LocalAws aws, String... rows) {
        var events = Stream.concat(
                        Stream.of(rows).map(row -> "ROWS " + row),
                        Stream.of("t READY", "t IMPORTED", "t UNDONE", "t FINISHED"))
                .map("{\"message\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        aws.jsonWhere("Logs_20140328.GetLogEvents", "ecs/import/import", "{\"events\":[%s]}".formatted(events));
        aws.json("ContainerServiceV20141113.UpdateService", "{\"service\":{}}");
        clock(aws, 1);
    }

    /** How many tasks run OpenEMR's background services. */
    static void clock(LocalAws aws, int tasks) {
        aws.jsonWhere(
                "AmazonEC2ContainerServiceV20141113.DescribeServices",
                "openemr-clock",
                "{\"services\":[{\"status\":\"ACTIVE\",\"desiredCount\":%d}]}".formatted(tasks));
        aws.jsonWhere(
                "AnyScaleFrontendService.DescribeScalableTargets",
                "openemr-clock",
                "{\"ScalableTargets\":[{\"ResourceId\":\"service/openemr-cluster/openemr-clock\",\"MinCapacity\":1,\"MaxCapacity\":1}]}");
        aws.jsonWhere("AnyScaleFrontendService.RegisterScalableTarget", "openemr-clock", "{}");
    }

    /** What set-up and mail test write. */
    static String logOfMailTasks(String user) {
        return """
                {"events":[{"message":"t Setting SMTP_PASS is in effect"},{"message":"t Setting SMTP_USER is in effect"},
                {"message":"t MAIL accepted as 0100-a from the user %s"}]}""".formatted(user);
    }

    /** What became of a message, as the log has it. */
    static String mailEvent(String type, String what) {
        return """
                {"events":[{"eventId":"1","timestamp":1795608000000,
                "message":"{\\"event\\":\\"mail-event\\",\\"messageId\\":\\"0100-a\\",\\"type\\":\\"%s\\",\\"what\\":\\"%s\\"}"}]}""".formatted(type, what);
    }

    /** A task that has ended, as ECS describes it. */
    static String stopped(String container, int exitCode) {
        return """
                {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b","lastStatus":"STOPPED",
                "stoppedReason":"Essential container in task exited","containers":[{"name":"%s","exitCode":%d}]}]}""".formatted(container, exitCode);
    }

    /** A third zone is wanted. */
    private static void templates(Operator operator) {
        var subnet =
                "\"Subnet%1$d\": {\"Type\": \"AWS::EC2::Subnet\", \"Properties\": {\"VpcId\": \"vpc\", \"CidrBlock\":"
                        + " \"10.0.%1$d.0/24\"}}";
        var two = "{\"Resources\": {%s, %s}}".formatted(subnet.formatted(1), subnet.formatted(2));
        operator.aws().query("GetTemplate", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        operator.aws().queryWhere("GetTemplate", "openemr-network", deployedTemplate(two));
        operator.aws().queryWhere("GetTemplate", "openemr-compute", deployedTemplate(computeTemplate("8.4.1")));
        operator.file("ComputeStack.template.json", computeTemplate("8.4.1"));
        operator.file("NetworkStack.template.json", two.replace("\"Subnet1\"", subnet.formatted(3) + ", \"Subnet1\""));
    }

    /** ComputeStack, as far as an upgrade changes it. */
    static String computeTemplate(String version) {
        return """
                {"Resources": {
                "TaskDefinition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Image": "openemr:%1$s"}]}},
                "SetUpRun": {"Type": "Custom::OpenEmrTaskRun", "Properties": {"Image": "openemr:%1$s"}},
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "TaskDefinition"}}}}}""".formatted(version);
    }

    /** The template that is deployed. */
    static String deployedTemplate(String template) {
        return "<TemplateBody>%s</TemplateBody>".formatted(template);
    }

    private static void account(LocalAws aws) {
        aws.queryWhere("DescribeStacks", "openemr-dns", HealthyAws.stack("UPDATE_COMPLETE"));
        aws.rest("GET", "/v2/email/account", "{\"ProductionAccessEnabled\":false}");
        aws.json("AmazonSSM.GetParameter", "{\"Parameter\":{\"Value\":\"27\"}}");
        aws.query("GetRole", "<Role><RoleName>x</RoleName></Role>");
        room(aws);
        aws.rest("GET", "/2013-04-01/hostedzone/[^/]*", ZONE);
        emptyDomain(aws);
        aws.rest("GET", "/2013-04-01/hostedzonesbyname", """
                <ListHostedZonesByNameResponse><HostedZones><HostedZone><Id>/hostedzone/Z0123456789ABCDEFGHIJ</Id>
                <Name>clinic.example.org.</Name><Config><PrivateZone>false</PrivateZone></Config></HostedZone></HostedZones>
                </ListHostedZonesByNameResponse>""");
    }

    /** Quotas, and what others use of them. */
    static void room(LocalAws aws) {
        aws.json("ServiceQuotasV20190624.GetServiceQuota", "{\"Quota\":{\"Value\":500.0}}");
        aws.rest("GET", "/2016-08-19/account-settings/?", places(1000, 1000));
        aws.ec2("DescribeAddresses", "", "<addressesSet><item><publicIp>203.0.113.7</publicIp></item></addressesSet>");
        aws.ec2("DescribeVpcs", "", "<vpcSet><item><vpcId>vpc-00000009</vpcId></item></vpcSet>");
    }

    /** Lambda's places for executions at once: all, and those that nobody reserved. */
    static String places(int all, int unreserved) {
        return "{\"AccountLimit\":{\"ConcurrentExecutions\":%d,\"UnreservedConcurrentExecutions\":%d}}"
                .formatted(all, unreserved);
    }

    /** A zone with its own records only, and no mail. */
    static void emptyDomain(LocalAws aws) {
        records(aws, "");
        aws.rest("GET", "/v2/email/identities/.*", LocalAws.error("NotFoundException", "no such identity"));
        aws.query("DescribeActiveReceiptRuleSet", "");
    }

    /** The records of a zone. */
    static void records(LocalAws aws, String records) {
        aws.rest("GET", "/2013-04-01/hostedzone/[^/]*/rrset", """
                <ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet><Name>clinic.example.org.</Name><Type>NS</Type>
                </ResourceRecordSet>%s</ResourceRecordSets></ListResourceRecordSetsResponse>""".formatted(records));
    }

    private static void tasks(LocalAws aws) {
        aws.json(
                "secretsmanager.GetSecretValue",
                "{\"SecretString\":\"{\\\"username\\\":\\\"admin\\\",\\\"password\\\":\\\"s3cret\\\"}\"}");
        aws.json("Logs_20140328.DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"openemr-tasks-0a1b2c3d\"}]}");
        aws.json(
                "Logs_20140328.FilterLogEvents",
                "{\"events\":[{\"eventId\":\"1\",\"timestamp\":1795608000000,\"message\":\"schema upgraded\"}]}");
        aws.json(
                "ContainerServiceV20141113.DescribeTaskDefinition",
                HealthyAws.taskDefinition("8.4.1"),
                HealthyAws.taskDefinition("8.4.2"));
        aws.json(
                "ContainerServiceV20141113.ListTasks",
                "{\"taskArns\":[\"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b\"]}");
        aws.json("ContainerServiceV20141113.DescribeTasks", """
                {"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/openemr-cluster/0a1b",
                "enableExecuteCommand":true,"lastStatus":"STOPPED","containers":[{"name":"openemr","runtimeId":"0a1b-runtime",
                "exitCode":0,"managedAgents":[{"name":"ExecuteCommandAgent","lastStatus":"RUNNING"}]},
                {"name":"mail-test","exitCode":0},{"name":"file-check","exitCode":0},{"name":"set-up","exitCode":0},{"name":"administrator","exitCode":0},{"name":"import","exitCode":0}]}]}""");
        aws.json(
                "ContainerServiceV20141113.ExecuteCommand",
                "{\"session\":{\"sessionId\":\"s-1\",\"streamUrl\":\"wss://stream.example\",\"tokenValue\":\"SECRET-TOKEN\"}}");
        aws.json(
                "AmazonSSM.StartSession",
                "{\"SessionId\":\"s-1\",\"StreamUrl\":\"wss://stream.example\",\"TokenValue\":\"SECRET-TOKEN\"}");
    }

    private static void backups(LocalAws aws) {
        aws.rest(
                "PUT",
                "/backup-jobs",
                STORES.stream().map(WorkingAws::backupJob).toArray(String[]::new));
        Set.copyOf(STORES)
                .forEach(store -> aws.rest(
                        "GET",
                        "/backup-jobs/" + store,
                        "{\"State\":\"COMPLETED\",\"RecoveryPointArn\":\"%s\"}".formatted(recoveryPoint(store, 0))));
    }

    private static String backupJob(String store) {
        return "{\"BackupJobId\":\"%s\"}".formatted(store);
    }

    private static void exports(LocalAws aws) {
        aws.rest(
                "POST",
                "/2015-03-31/functions/the-file-export-function/invocations",
                "{\"taskArn\":\"arn:task\",\"state\":\"started\"}");
        aws.rest(
                "POST",
                "/2015-03-31/functions/the-database-export-function/invocations",
                "{\"ExportTaskIdentifier\":\"openemr-20261125-1\",\"Status\":\"STARTING\"}");
        aws.query(
                "DescribeExportTasks",
                "<ExportTasks><ExportTask><Status>COMPLETE</Status><PercentProgress>100</PercentProgress></ExportTask></ExportTasks>");
    }

    private static void database(LocalAws aws) {
        aws.rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"pid"},{"label":"name"}],
                "records":[[{"longValue":7},{"stringValue":"Moore"}],[{"longValue":8},{"stringValue":"Li"}]]}""");
    }

    /** The latest recovery point of the database. */
    static String recoveryPoint() {
        return recoveryPoint("database", 2);
    }

    private static String recoveryPoint(String store, int hoursAgo) {
        return "arn:aws:backup:us-east-1:111122223333:recovery-point:%s-%d".formatted(store, hoursAgo);
    }
}

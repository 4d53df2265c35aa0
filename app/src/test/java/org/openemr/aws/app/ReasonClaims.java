package org.openemr.aws.app;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.function.FunctionCaller;

/**
 * What the reasons of accepted findings claim, sentence by sentence, and what shows in the templates of a configuration that it is
 * so. A sentence without an entry is a claim that nothing checks, and fails.
 */
final class ReasonClaims {

    /** Services, and in older regions accounts of Elastic Load Balancing. */
    private static final Pattern ACCESS_LOG_WRITERS = Pattern.compile(
            "logging\\.s3\\.amazonaws\\.com|delivery\\.logs\\.amazonaws\\.com|logdelivery\\.elasticloadbalancing|:iam::[0-9]{12}:root");

    /** ACLs and policies, new ones and those that are there. */
    private static final int PUBLIC_ACCESS_BLOCKS = 4;

    private static final ServiceAuthorization REFERENCE = new ServiceAuthorization();

    private static final Map<String, Predicate<AcceptedCase>> CLAIMS = Map.ofEntries(
            // Networks and listeners
            entry(
                    "There is no certificate yet. The security group admits nobody until a range is set, which without a certificate needs"
                            + " allow_insecure_http: a trial without patients' data.",
                    each -> each.is("certificate_arn", null)
                            && each.is("route53_domain", null)
                            && (opensNothing(each) || each.is("allow_insecure_http", true))),
            entry(
                    "It answers every request with a redirect to HTTPS and passes nothing on.",
                    each -> actions(each).equals(List.of("redirect HTTPS"))),
            entry(
                    "The administrator opened the site to everybody by setting; the web ACL filters and limits requests.",
                    each -> each.is("security_group_ip_range_ipv4", "0.0.0.0/0")
                            && each.all("AWS::WAFv2::WebACLAssociation").count() == 1),
            entry(
                    "The load balancer and the NAT gateways need the internet; nothing else is in these subnets, and nothing gets a public"
                            + " address by itself.",
                    ReasonClaims::onlyBalancerAndGatewaysArePublic),
            entry(
                    "DefaultSecurityGroup takes every rule off it.",
                    each -> each.template().properties("Custom::OpenEmrDefaultSecurityGroup").stream()
                            .anyMatch(closed ->
                                    closed.at("/GroupId/Fn::GetAtt/0").asText().equals(each.logicalId())
                                            && closed.at("/GroupId/Fn::GetAtt/1")
                                                    .asText()
                                                    .equals("DefaultSecurityGroup"))),
            entry(
                    "A throw-away environment by setting, of which every synthesis warns; its deletion must not stop here.",
                    each -> each.is("data_on_destroy", "delete")),
            // The database
            entry(
                    "It is on: DatabaseProtection sets it when everything else is there, because a cluster that is protected from its first"
                            + " moment cannot be taken back when a deployment fails.",
                    each -> protection(each).equals("true")),
            entry(
                    "The administrator turned it off by setting: rds_deletion_protection, or data_on_destroy=delete for an environment whose"
                            + " data nobody will miss, of which every synthesis warns.",
                    each -> protection(each).equals("false")
                            && (each.is("rds_deletion_protection", false) || each.is("data_on_destroy", "delete"))),
            entry(
                    "The administrator turned the general log off by setting, aurora_general_log; the audit log, which is exported, has the same"
                            + " statements, with who sent them and from where.",
                    each -> each.is("aurora_general_log", false)
                            && cluster(each)
                                    .path("EnableCloudwatchLogsExports")
                                    .toString()
                                    .contains("\"audit\"")
                            && each.template()
                                    .onlyProperties("AWS::RDS::DBClusterParameterGroup")
                                    .at("/Parameters/server_audit_events")
                                    .asText()
                                    .startsWith("CONNECT,QUERY,")),
            entry(
                    "AWS's own policy lets RDS write its metrics to log groups whose names begin with RDS; RDS alone assumes the role.",
                    each -> principals(each.properties()).equals(List.of("monitoring.rds.amazonaws.com"))),
            entry(
                    "Who reaches the port is decided by the security group, which admits groups of this deployment and no address, and then by"
                            + " TLS and password; another number would hide nothing.",
                    ReasonClaims::databaseAdmitsGroupsOnly),
            entry(
                    "Point-in-time restore and recovery points bring back the database beside the running one. Backtrack would rewind it in"
                            + " place, away from the documents on the file system.",
                    each -> cluster(each).path("BackupRetentionPeriod").asInt() > 0 && isInABackupPlan(each)),
            entry(
                    "Enhanced monitoring is on for the cluster, which sets it on every instance.",
                    each -> cluster(each).path("MonitoringInterval").asInt() > 0),
            entry(
                    "The plan holds the cluster: Aurora's storage belongs to it and not to an instance.",
                    ReasonClaims::isInABackupPlan),
            // Backups
            entry(
                    "AWS Backup needs the permissions of each service it copies from, and AWS keeps this policy in step; only the backup service"
                            + " can assume the role.",
                    each -> principals(each.properties()).equals(List.of("backup.amazonaws.com"))),
            // Secrets
            entry(
                    "RotationStack rotates it, as often as credential_rotation_days says: user, secret and what tasks hold change in one"
                            + " procedure. The rule looks for a schedule in the stack of the secret only.",
                    each -> each.templates()
                                    .get("RotationStack")
                                    .properties("AWS::SecretsManager::RotationSchedule")
                                    .size()
                            == 3),
            entry(
                    "The administrator turned rotation off by setting, credential_rotation_days=0.",
                    each -> each.is("credential_rotation_days", 0)
                            && !each.templates().containsKey("RotationStack")),
            entry(
                    "The function of this stack rotates it, together with the access key it is derived from, when RotationStack asks, every"
                            + " credential_rotation_days, and on request; Secrets Manager's own rotation would change the secret and not the key.",
                    each -> each.templates()
                            .get("RotationStack")
                            .json()
                            .toString()
                            .contains("smtp-credentials")),
            entry(
                    "The function of this stack rotates it, together with the access key it is derived from, on request, for the administrator"
                            + " turned the schedule off by setting, credential_rotation_days=0; Secrets Manager's own rotation would change the secret"
                            + " and not the key.",
                    each -> each.is("credential_rotation_days", 0)),
            entry(
                    "The password of a person, who changes it in OpenEMR after the first login, and would be signed out at a time that nobody"
                            + " chose. `openemr rotate administrator` changes it on demand, in OpenEMR and in the secret; OpenEMR enforces expiry and"
                            + " history of passwords as openemr_settings says.",
                    each -> String.valueOf(each.settings().get("openemr_settings"))
                            .contains("password_expiration_days=180")),
            entry(
                    "It has certificates of authorities, which are public; a function fetches them anew with each release.",
                    each -> each.isReferredToBy("Custom::OpenEmrDatabaseCertificates")
                            && each.template().properties("Custom::OpenEmrDatabaseCertificates").stream()
                                    .allMatch(resource -> resource.has("Release"))),
            // Queues
            entry(
                    "It is itself the dead-letter queue of the deployment.",
                    each -> each.template().json().toString().contains("FailedEventsQueue")
                            && each.properties().path("RedrivePolicy").isMissingNode()),
            entry(
                    "It is itself the dead-letter queue of the forwarder.",
                    each -> each.template().properties("AWS::Lambda::Function").stream()
                            .anyMatch(function -> function.at("/DeadLetterConfig/TargetArn/Fn::GetAtt/0")
                                    .asText()
                                    .equals(each.logicalId()))),
            // Buckets
            entry(
                    "It receives access logs; logging its own access would write a log entry for every log entry.",
                    ReasonClaims::receivesAccessLogs),
            entry(
                    "Load balancers deliver access logs to buckets with SSE-S3 only; the bucket is private and TLS only.",
                    each -> isPrivate(each.properties())
                            // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
                            && each.properties()
                                    .path("BucketEncryption")
                                    .toString()
                                    .contains("AES256")),
            entry(
                    "The services that deliver access logs write to buckets with SSE-S3 only.",
                    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
                    each -> each.properties()
                            .path("BucketEncryption")
                            .toString()
                            .contains("AES256")),
            entry(
                    "Access logs assist an investigation and are no record of their own.",
                    ReasonClaims::receivesAccessLogs),
            entry(
                    "The same events are kept for 9 years in CloudWatch Logs.",
                    each -> each.all("AWS::CloudTrail::Trail").allMatch(trail -> trail.has("CloudWatchLogsLogGroupArn"))
                            && each.template().properties("AWS::Logs::LogGroup").stream()
                                    .anyMatch(
                                            logs -> logs.path("RetentionInDays").asInt() == 3288)),
            entry(
                    "It is a copy of what is stored and backed up elsewhere.",
                    each -> each.properties().path("BucketName").toString().matches(".*sagemaker-(db|fs)-.*")),
            entry(
                    "S3 keeps it in three zones and keeps older versions for a year.",
                    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/DataDurability.html
                    each -> isVersioned(each.properties())
                            && each.properties()
                                            .at(
                                                    "/LifecycleConfiguration/Rules/0/NoncurrentVersionExpiration/NoncurrentDays")
                                            .asInt()
                                    == 365),
            entry(
                    "Each session is also in the log group, which CloudWatch Logs stores in several zones.",
                    each -> each.template().properties("AWS::ECS::Cluster").stream()
                            .allMatch(
                                    cluster -> cluster.at("/Configuration/ExecuteCommandConfiguration/LogConfiguration")
                                            .has("CloudWatchLogGroupName"))),
            entry(
                    "What lies there for some days is a copy of an installation that is still in its place.",
                    each -> SynthesisedTemplate.elements(each.properties().at("/LifecycleConfiguration/Rules"))
                            .anyMatch(rule -> rule.path("ExpirationInDays").asInt(1000) < 31)),
            entry(
                    "S3 keeps each message in three zones; with a forwarding address the mailbox has it too.",
                    each -> isVersioned(each.properties())),
            // Functions
            entry(
                    "It calls AWS APIs over TLS and reaches nothing in the VPC; inside it would need NAT or endpoints.",
                    each -> !each.properties().has("VpcConfig")),
            calledBy(FunctionCaller.CLOUDFORMATION, each -> isServiceOfACustomResource(each) && !each.admitsCallers()),
            calledBy(
                    FunctionCaller.CLOUDFORMATION_AND_OPERATOR,
                    each -> isServiceOfACustomResource(each) && !each.admitsCallers()),
            calledBy(
                    FunctionCaller.STATE_MACHINE,
                    each -> each.isReferredToBy("AWS::StepFunctions::StateMachine")
                            && !isServiceOfACustomResource(each)
                            && !each.admitsCallers()),
            calledBy(
                    FunctionCaller.SCHEDULE,
                    each -> rules(each)
                            .allMatch(rule ->
                                    rule.path("ScheduleExpression").asText().matches("cron\\([0-9]+ [0-9]+ .*"))),
            calledBy(
                    FunctionCaller.EVENTS_OF_SENT_MAIL,
                    each -> rules(each)
                            .allMatch(rule ->
                                    rule.at("/EventPattern/source/0").asText().equals("aws.ses"))),
            calledBy(
                    FunctionCaller.SECRETS_MANAGER,
                    each -> each.template().properties("AWS::Lambda::Permission").stream()
                            .allMatch(permission ->
                                    permission.path("Principal").asText().equals("secretsmanager.amazonaws.com"))),
            calledBy(FunctionCaller.PEOPLE, each -> !isServiceOfACustomResource(each) && !each.admitsCallers()),
            calledBy(FunctionCaller.RECEIVED_MAIL, each -> each.is("mail_forwarder_concurrency", 0)),
            // Policies: what has no resource
            entry(
                    "Tracing has no resource-level permission (X-Ray, PutTraceSegments).",
                    each -> !Files.exists(ServiceAuthorization.folder())
                            || !REFERENCE.hasResources("xray:PutTraceSegments")),
            entry(
                    "Tracing has no resource-level permission (X-Ray, PutTraceSegments), and Lambda makes the interfaces of the function, whose"
                            + " ids nobody knows before; code of the function is denied it.",
                    each -> SynthesisedTemplate.elements(each.properties().at("/PolicyDocument/Statement"))
                            .anyMatch(statement -> statement
                                            .path("Effect")
                                            .asText()
                                            .equals("Deny")
                                    && statement.path("Condition").toString().contains("lambda:SourceFunctionArn"))),
            onEverything("Describing subnets and endpoint services has no resource-level permission."),
            onEverything("Listing and describing have no resource-level permission here."),
            readsOnEverything(
                    "An export is described by its own name, which is no resource of rds:DescribeExportTasks, and listing what Studio"
                            + " shows has none either; both only read."),
            onEverything(
                    "Restore jobs, task definitions, subnets and network interfaces that are described, and tracing have no resource"
                            + " for it."),
            onEverything(
                    "Which receipt rule set is active is a property of the region and has no resource-level permission."),
            onEverything("A detector that is not there yet has no ARN, nor has their list."),
            onEverything("Amazon Inspector is on or off for an account, which is no resource of it."),
            onEverything("A delivery channel of AWS Config is no resource of it."),
            onEverything("A monitor that is not there yet has no ARN."),
            onEverything(
                    "inspector2:ListFindings has no resource-level permission; the function asks for one repository."),
            onEverything("ec2:DescribeSecurityGroupRules has no resource-level permission."),
            onEverything(
                    "ecs:ListTasks and tracing have no resource; the first is bound to this cluster by condition."),
            onEverything("ecs:ListTasks has no resource for a family; a condition binds it to this cluster."),
            onEverything(
                    "ecs:ListTasks, backup:DescribeBackupJob and tracing have no resource for a task or a job that is yet to be; the"
                            + " first is bound to this cluster by condition, the second reads one job's state."),
            readsOnEverything(
                    "An export is described by its own name, which is no resource of rds:DescribeExportTasks; it only reads."),
            onEverything(
                    "The log delivery API of CloudWatch Logs, which Step Functions uses, and X-Ray have no resource-level permission."),
            entry(
                    "ssmmessages and logs:DescribeLogGroups have no resource-level permission; ECS Exec needs both, and asks in which region a"
                            + " bucket is.",
                    each -> haveNoResourceBut(each, "s3:GetBucketLocation")),
            entry(
                    "ecr:GetAuthorizationToken has no resource-level permission; the pull itself names one repository.",
                    each -> haveNoResource(each)
                            && SynthesisedTemplate.elements(each.properties().at("/PolicyDocument/Statement"))
                                    .filter(statement ->
                                            statement.path("Action").toString().contains("ecr:BatchGetImage"))
                                    .noneMatch(statement ->
                                            statement.path("Resource").asText().equals("*"))),
            // Policies: what gets its name later
            named(
                    "The account has one detector in the region, whose id is not known before.",
                    ".*:guardduty:<[^*]*:detector/\\*"),
            named(
                    "The account has one recorder in the region, whose id is not known before.",
                    ".*:config:<[^*]*:configuration-recorder/\\*"),
            named(
                    "The account has one monitor of all services, whose id is not known before.",
                    ".*:ce::<[^*]*:anomalymonitor/\\*"),
            named(
                    "GuardDuty's agent is in a repository of AWS, in an account that is another in each region; only its name is the same.",
                    ".*:ecr:<AWS::Region>:\\*:repository/aws-guardduty-agent-fargate"),
            entry(
                    "GuardDuty names its rule itself, and may change those only that it manages.",
                    each -> each.isAbout(".*:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\\*")
                            && isConditional(each, "events:(?!Describe|List).*", "malware-protection-plan.guardduty")),
            named("A mark, and a note, has the id of its message.", ".*\\.Arn>/(handled|untold)/\\*"),
            named(
                    "A mount target's interface gets its id when EFS makes it, in the one subnet that is allowed.",
                    ".*:network-interface/\\*"),
            named(
                    "A recovery point gets its id when its job begins.",
                    ".*:(recovery-point|cluster-snapshot:awsbackup):\\*"),
            named("A stream is named by its task; these are of the task that opens files.", ".*:log-stream:.+/\\*"),
            named("A task gets its id when it starts; these are of this deployment's cluster.", ".*:task/<[^*]*>/\\*"),
            entry("A task gets its id, and its tags, when it starts.", each -> each.isAbout(".*:task/<[^*]*>/\\*")),
            named(
                    "AWS Backup names it when it restores; these are what restore tests restored.",
                    ".*:(cluster|db):awsbackup-restore-test-\\*"),
            entry(
                    "AWS Backup names it when it restores: all can be described, and those with the tag of a restore test mounted.",
                    each -> each.isAbout(".*:file-system/\\*")
                            && isConditional(each, "elasticfilesystem:(?!Describe).*", "awsbackup-restore-test")),
            named(
                    "Apps and spaces get their names from people; they are of this one domain.",
                    ".*/<StudioDomain.DomainId>/\\*"),
            named("What people made in this one domain, which is deleted with it.", ".*/<StudioDomain.DomainId>/\\*"),
            named(
                    "CloudFormation hands over an older revision when it rolls back; every one is of this family.",
                    ".*:task-definition/[^*]+:\\*"),
            named(
                    "ECS tags the task that it starts, whose id is not known before; the tasks are of this cluster.",
                    ".*:task/<[^*]*>/\\*"),
            named("Each deployment that changes the task makes a revision.", ".*:task-definition/[^*]+:\\*"),
            named("Each restored file system gets a revision of its own.", ".*:task-definition/[^*]+-restore-test:\\*"),
            named("Each session writes a log stream of its own in this one log group.", ".*:log-group:<[^*]*>:\\*"),
            named("Each session writes an object of its own in this one bucket.", "Resource::arn:aws:s3:::<[^*]*>/\\*"),
            named(
                    "Everything in a bucket of copies, which is deleted with this stack.",
                    "Resource::<Store(Database|File)Exports.*\\.Arn>/\\*"),
            entry(
                    "Everything in a bucket that is deleted with this throw-away environment.",
                    each -> each.is("data_on_destroy", "delete") && each.isAbout("Resource::<[^*]*\\.Arn>/\\*")),
            named("Exports and results get their names when they are made.", "Resource::<Store[^*]*\\.Arn>/[^*]*\\*"),
            entry(
                    "In the sandbox SES also authorises the recipient's identity, which can be any; the sender is bound by condition.",
                    each -> isConditional(each, "ses:Send.*", "ses:FromAddress")),
            named("It starts the newest revision of this one family.", ".*:task-definition/[^*]+:\\*"),
            named(
                    "What follows the name of a stack is an id that CloudFormation gives it.",
                    ".*:stack/" + ConfigurationSpace.DEPLOYMENT + "-[a-z]+/\\*"),
            named(
                    "Below this path there is what the stacks of this deployment publish: names and no secret.",
                    ".*:parameter/openemr/" + ConfigurationSpace.DEPLOYMENT + "/\\*"),
            named("Messages get their ids when they are received.", ".*\\.Arn>/received/\\*"),
            named(
                    "People make these; two hyphens after the deployment's name keep them apart from those of others.",
                    ".*/" + ConfigurationSpace.DEPLOYMENT + "--\\*"),
            named(
                    "Tables are made by jobs, in the deployment's own database or in those whose names two underscores keep apart.",
                    ".*/" + ConfigurationSpace.DEPLOYMENT.replace('-', '_') + "(__\\*)?(/\\*)?"),
            named(
                    "RDS names it; it is read only when RDS says that it is of a cluster of a restore test.",
                    ".*:secret:rds!cluster-\\*.*"),
            named(
                    "Recovery points have no vault in their names; the function asks for those of this vault only.",
                    ".*:(recovery-point|cluster-snapshot:awsbackup):\\*"),
            named(
                    "Runs get their ids when they start; they are of this one application.",
                    ".*/applications/<SparkApplication[^*]*>/jobruns/\\*"),
            entry(
                    "SageMaker makes the groups; a condition on their tag binds this to the one domain.",
                    each -> isConditional(each, "ec2:(Revoke|Delete).*", "ResourceTag")),
            named("SageMaker names its log groups itself, below this prefix.", ".*:log-group:/aws/sagemaker/\\*"),
            named(
                    "Tasks get their ids when they start; these are of this deployment's cluster.",
                    ".*:task/<[^*]*>/\\*"),
            named(
                    "Tasks get their ids when they start; these are the tasks of this deployment's cluster.",
                    ".*:task/" + ConfigurationSpace.DEPLOYMENT + "-cluster/\\*"),
            named("The groups that RDS itself has, by engine and version.", ".*:(og|cluster-pg|pg):default\\*"),
            entry(
                    "RDS looks up the key of Secrets Manager, which is another in each account; keys are described and not used.",
                    each -> SynthesisedTemplate.elements(each.properties().at("/PolicyDocument/Statement"))
                            .filter(statement ->
                                    statement.path("Resource").toString().contains(":key/*"))
                            .flatMap(ReasonClaims::actionsOf)
                            .allMatch("kms:DescribeKey"::equals)));

    private ReasonClaims() {}

    /** What is claimed of a finding and is not so, or is checked by nothing; empty when all is well. */
    static List<String> untrue(AcceptedCase accepted) {
        var wrong = new ArrayList<String>();
        var rest = accepted.finding().reason().orElse("");
        for (var sentence : CLAIMS.keySet().stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList()) {
            if (rest.contains(sentence)) {
                rest = rest.replace(sentence, "");
                if (!CLAIMS.get(sentence).test(accepted)) {
                    wrong.add("not so at %s (%s): %s"
                            .formatted(
                                    accepted.finding().path(),
                                    accepted.finding().id(),
                                    sentence));
                }
            }
        }
        if (!rest.isBlank()) {
            wrong.add("nothing checks at %s: %s".formatted(accepted.finding().path(), rest.strip()));
        }
        return wrong;
    }

    private static Map.Entry<String, Predicate<AcceptedCase>> calledBy(
            FunctionCaller caller, Predicate<AcceptedCase> fact) {
        return entry(
                caller.sentence()
                        + "; reserved concurrency would take from the account's pool, of which a new account has none to give.",
                fact);
    }

    private static Map.Entry<String, Predicate<AcceptedCase>> onEverything(String sentence) {
        return entry(sentence, ReasonClaims::haveNoResource);
    }

    /** What the finding names shows what it is. */
    private static Map.Entry<String, Predicate<AcceptedCase>> named(String sentence, String subject) {
        return entry(sentence, each -> each.isAbout(subject));
    }

    private static Map.Entry<String, Predicate<AcceptedCase>> readsOnEverything(String sentence) {
        return entry(sentence, each -> haveNoResourceBut(each, "rds:DescribeExportTasks"));
    }

    private static boolean haveNoResource(AcceptedCase each) {
        return haveNoResourceBut(each, "");
    }

    /** Without npm's packages there is nothing to compare with. */
    private static boolean haveNoResourceBut(AcceptedCase each, String action) {
        return !Files.exists(ServiceAuthorization.folder())
                || each.statementsOnEverything().stream()
                        .filter(statement -> statement.path("Condition").isMissingNode())
                        .flatMap(ReasonClaims::actionsOf)
                        .filter(REFERENCE::hasResources)
                        .allMatch(action::equals);
    }

    private static Stream<String> actionsOf(JsonNode statement) {
        var action = statement.path("Action");
        return action.isTextual()
                ? Stream.of(action.asText())
                : SynthesisedTemplate.elements(action).map(JsonNode::asText);
    }

    /** Whether the statements of the finding's policy for actions have a condition that names something. */
    private static boolean isConditional(AcceptedCase each, String actions, String part) {
        var statements = SynthesisedTemplate.elements(each.properties().at("/PolicyDocument/Statement"))
                .filter(statement -> actionsOf(statement).anyMatch(action -> action.matches(actions)))
                .filter(statement -> statement.path("Resource").toString().contains("*"))
                .toList();
        return !statements.isEmpty()
                && statements.stream()
                        .allMatch(statement ->
                                statement.path("Condition").toString().contains(part) && statement.has("Condition"));
    }

    private static boolean isServiceOfACustomResource(AcceptedCase each) {
        return SynthesisedTemplate.elements(each.template().json().path("Resources"))
                .filter(resource -> resource.path("Type").asText().startsWith("Custom::"))
                .anyMatch(resource -> resource.at("/Properties/ServiceToken/Fn::GetAtt/0")
                        .asText()
                        .equals(each.logicalId()));
    }

    /** The rules that call a function; one that none calls is called by nobody. */
    private static Stream<JsonNode> rules(AcceptedCase each) {
        var rules = each.template().properties("AWS::Events::Rule").stream()
                .filter(rule -> rule.path("Targets").toString().contains('"' + each.logicalId() + '"'))
                .toList();
        if (rules.isEmpty()) {
            throw new AssertionError("No rule calls " + each.finding().path());
        }
        return rules.stream();
    }

    private static List<String> principals(JsonNode role) {
        return SynthesisedTemplate.elements(role.at("/AssumeRolePolicyDocument/Statement"))
                .map(statement -> statement.at("/Principal/Service").asText())
                .toList();
    }

    private static List<String> actions(AcceptedCase each) {
        return SynthesisedTemplate.elements(each.properties().path("DefaultActions"))
                .map(action -> action.path("Type").asText() + " "
                        + action.at("/RedirectConfig/Protocol").asText())
                .toList();
    }

    private static boolean opensNothing(AcceptedCase each) {
        return each.is("security_group_ip_range_ipv4", null) && each.is("security_group_ip_range_ipv6", null);
    }

    private static boolean onlyBalancerAndGatewaysArePublic(AcceptedCase each) {
        var subnets = each.template().resources("AWS::EC2::Subnet").entrySet().stream()
                .filter(subnet -> subnet.getKey().contains("public"))
                .toList();
        var users = each.template().json().path("Resources").properties().stream()
                .filter(resource -> subnets.stream()
                        .anyMatch(subnet -> resource.getValue()
                                .path("Properties")
                                .toString()
                                .contains("{\"Ref\":\"" + subnet.getKey() + "\"}")))
                .map(resource -> resource.getValue().path("Type").asText())
                .filter(type ->
                        !type.equals("AWS::SSM::Parameter") && !type.equals("AWS::EC2::SubnetRouteTableAssociation"))
                .distinct()
                .toList();
        return List.of("AWS::EC2::NatGateway", "AWS::ElasticLoadBalancingV2::LoadBalancer")
                        .containsAll(users)
                && subnets.stream()
                        .noneMatch(subnet -> subnet.getValue()
                                .at("/Properties/MapPublicIpOnLaunch")
                                .asBoolean());
    }

    private static JsonNode cluster(AcceptedCase each) {
        return each.template().onlyProperties("AWS::RDS::DBCluster");
    }

    private static String protection(AcceptedCase each) {
        return each.template()
                .onlyProperties("Custom::OpenEmrDatabaseProtection")
                .path("DeletionProtection")
                .asText();
    }

    private static boolean isInABackupPlan(AcceptedCase each) {
        var selections =
                each.template().properties("AWS::Backup::BackupSelection").toString();
        return selections.contains(":cluster:");
    }

    private static boolean databaseAdmitsGroupsOnly(AcceptedCase each) {
        var ingress = each.templates().get("NetworkStack").resources("AWS::EC2::SecurityGroupIngress").values().stream()
                .map(rule -> rule.path("Properties"))
                .filter(rule -> rule.path("GroupId").toString().contains("SecurityGroupsDatabase"))
                .toList();
        return !ingress.isEmpty()
                && ingress.stream()
                        .allMatch(rule ->
                                rule.has("SourceSecurityGroupId") && !rule.has("CidrIp") && !rule.has("CidrIpv6"))
                && each.template()
                        .onlyProperties("AWS::RDS::DBClusterParameterGroup")
                        .toString()
                        .contains("\"require_secure_transport\":\"ON\"");
    }

    /** Its policy lets a service write that delivers access logs, and none but such. */
    private static boolean receivesAccessLogs(AcceptedCase each) {
        var writers = each.template().properties("AWS::S3::BucketPolicy").stream()
                .filter(policy ->
                        each.logicalId().equals(policy.at("/Bucket/Ref").asText()))
                .flatMap(policy -> SynthesisedTemplate.elements(policy.at("/PolicyDocument/Statement")))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .map(statement -> statement.path("Principal").toString())
                .toList();
        return !writers.isEmpty()
                && writers.stream()
                        .allMatch(writer -> ACCESS_LOG_WRITERS.matcher(writer).find());
    }

    private static boolean isPrivate(JsonNode bucket) {
        var blocked = bucket.path("PublicAccessBlockConfiguration");
        return blocked.size() == PUBLIC_ACCESS_BLOCKS
                && SynthesisedTemplate.elements(blocked).allMatch(JsonNode::asBoolean);
    }

    private static boolean isVersioned(JsonNode bucket) {
        return bucket.at("/VersioningConfiguration/Status").asText().equals("Enabled");
    }
}

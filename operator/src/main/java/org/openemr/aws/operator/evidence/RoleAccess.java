package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.evidence.Deployed.Resource;

/** Who may assume which role, by what can be done with patients' data. */
final class RoleAccess {

    private static final List<String> COLUMNS = List.of("patients_data", "layer", "role", "assumed_by", "by_what");

    private static final String POLICY = "/PolicyDocument/Statement";

    /** What can be done with patients' data, by actions each of which is enough for it. */
    private static final Map<String, List<String>> WAYS = ways();

    private static final String NOTHING = "nothing";

    private RoleAccess() {}

    private static Map<String, List<String>> ways() {
        var ways = new LinkedHashMap<String, List<String>>();
        ways.put("queries the database", List.of("rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement"));
        ways.put("reads a secret", List.of("secretsmanager:GetSecretValue"));
        ways.put(
                "reads or writes documents",
                List.of(
                        "elasticfilesystem:ClientMount",
                        "elasticfilesystem:ClientWrite",
                        "elasticfilesystem:ClientRootAccess"));
        ways.put(
                "reads or writes objects",
                List.of(
                        "s3:GetObject",
                        "s3:GetObjectVersion",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:DeleteObjectVersion"));
        ways.put(
                "exports or restores",
                List.of(
                        "rds:StartExportTask",
                        "rds:RestoreDBClusterFromSnapshot",
                        "rds:RestoreDBClusterToPointInTime",
                        "backup:StartRestoreJob"));
        ways.put("opens a shell in a task", List.of("ecs:ExecuteCommand"));
        ways.put("starts tasks", List.of("ecs:RunTask"));
        ways.put("sends data to a model", List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"));
        return ways;
    }

    static ChapterSource source(Supplier<Deployed> deployed) {
        return new ChapterSource(
                "access",
                "Roles and what they can do with patients' data",
                "Every role of the deployed templates, with who may assume it. Changes that were made past CloudFormation do not show here.",
                source -> read(source, deployed.get()));
    }

    private static Chapter read(ChapterSource source, Deployed deployed) {
        var rows = deployed.ofType("AWS::IAM::Role")
                .map(role -> row(role, statements(role, deployed)))
                .sorted((one, other) -> rank(one) - rank(other))
                .toList();
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of(
                        "People have no role here, but those in SageMaker Studio, where it is on: StudioRole. Who signs in to the account, and with which permissions, is decided in IAM or IAM Identity"
                                + " Center of the account, which this does not read.",
                        "What a condition or a boundary takes away again is not taken off here, nor what a policy of the resource adds."));
    }

    private static int rank(Map<String, String> row) {
        return NOTHING.equals(row.get("patients_data")) ? 1 : 0;
    }

    private static Map<String, String> row(Resource role, List<JsonNode> statements) {
        var ways = new TreeSet<String>();
        var means = new TreeSet<String>();
        WAYS.forEach((way, actions) -> {
            for (var statement : statements) {
                var allowed = actions.stream()
                        .filter(action -> allows(statement, action))
                        .toList();
                if (!allowed.isEmpty()) {
                    ways.add(way);
                    means.add("%s on %s".formatted(String.join(", ", allowed), resources(statement)));
                }
            }
        });
        TemplateValue.elements(role.properties().path("ManagedPolicyArns"))
                .map(TemplateValue::text)
                .map(arn -> "what AWS's policy %s allows".formatted(arn.substring(arn.lastIndexOf('/') + 1)))
                .forEach(ways::add);
        return Row.of(
                COLUMNS,
                ways.isEmpty() ? NOTHING : String.join("; ", ways),
                role.layer().label(),
                role.physicalId(),
                assumedBy(role),
                String.join("; ", means));
    }

    /** As <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">IAM reads it</a>: in any case, with wildcards. */
    private static boolean allows(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? names(statement, "NotAction").noneMatch(pattern -> matches(pattern, action))
                : names(statement, "Action").anyMatch(pattern -> matches(pattern, action));
    }

    private static boolean matches(String pattern, String action) {
        var expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                .matcher(action)
                .matches();
    }

    private static Stream<String> names(JsonNode statement, String element) {
        return TemplateValue.elements(statement.path(element)).map(JsonNode::asText);
    }

    private static String resources(JsonNode statement) {
        return statement.has("NotResource")
                ? "everything but some"
                : TemplateValue.elements(statement.path("Resource"))
                        .map(TemplateValue::text)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String assumedBy(Resource role) {
        return TemplateValue.elements(role.properties().at("/AssumeRolePolicyDocument/Statement"))
                .flatMap(statement -> principals(statement.path("Principal")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> principals(JsonNode principal) {
        return principal.isObject()
                ? principal.properties().stream()
                        .flatMap(kind -> TemplateValue.elements(kind.getValue()))
                        .map(TemplateValue::text)
                : Stream.of(principal.asText());
    }

    /** What the policies of a role allow: those in it, and those of its stack that name it. */
    private static List<JsonNode> statements(Resource role, Deployed deployed) {
        var statements = new ArrayList<JsonNode>();
        TemplateValue.elements(role.properties().path("Policies"))
                .flatMap(policy -> TemplateValue.elements(policy.at(POLICY)))
                .forEach(statements::add);
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(deployed::ofType)
                .filter(policy -> policy.layer() == role.layer())
                .filter(policy -> policy.properties().path("Roles").toString().contains('"' + role.logicalId() + '"'))
                .flatMap(policy -> TemplateValue.elements(policy.properties().at(POLICY)))
                .forEach(statements::add);
        statements.removeIf(
                statement -> !"Allow".equals(statement.path("Effect").asText()));
        return statements;
    }
}

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
import java.util.stream.StreamSupport;
import org.openemr.aws.operator.evidence.Deployed.Resource;

/** Who may assume which role, by what can be done with patients' data. */
final class RoleAccess {

    private static final List<String> COLUMNS = List.of("patients_data", "layer", "role", "assumed_by", "by_what");

    private static final String POLICY = "/PolicyDocument/Statement";

    /** What can be done with patients' data, by the actions that it takes; the first that fits comes first in the chapter. */
    private static final Map<String, Pattern> WAYS = ways();

    private static final String NOTHING = "nothing";

    private RoleAccess() {}

    private static Map<String, Pattern> ways() {
        var ways = new LinkedHashMap<String, Pattern>();
        ways.put("queries the database", Pattern.compile("rds-data:.*"));
        ways.put("reads the database's passwords", Pattern.compile("secretsmanager:(GetSecretValue|\\*)"));
        ways.put("reads or writes documents", Pattern.compile("elasticfilesystem:Client.*"));
        ways.put("reads or writes objects", Pattern.compile("s3:(Get|Put|Delete)Object.*"));
        ways.put("exports or restores", Pattern.compile("rds:(StartExportTask|RestoreDB.*)|backup:StartRestoreJob"));
        ways.put("opens a shell in a task", Pattern.compile("ecs:ExecuteCommand"));
        ways.put("sends data to a model", Pattern.compile("bedrock:Invoke.*"));
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
                        "People have no role here. Who signs in to the account, and with which permissions, is decided in IAM or IAM Identity"
                                + " Center of the account, which this does not read.",
                        "A role that reads objects may read those of some bucket only: the template names it."));
    }

    private static int rank(Map<String, String> row) {
        return NOTHING.equals(row.get("patients_data")) ? 1 : 0;
    }

    private static Map<String, String> row(Resource role, List<JsonNode> statements) {
        var ways = new TreeSet<String>();
        var actions = new TreeSet<String>();
        statements.stream()
                .flatMap(RoleAccess::actions)
                .forEach(action -> WAYS.forEach((way, pattern) -> {
                    if (pattern.matcher(action).matches()) {
                        ways.add(way);
                        actions.add(action);
                    }
                }));
        var row = new LinkedHashMap<String, String>();
        row.put("patients_data", ways.isEmpty() ? NOTHING : String.join("; ", ways));
        row.put("layer", role.layer().label());
        row.put("role", role.physicalId());
        row.put("assumed_by", assumedBy(role));
        row.put("by_what", String.join(", ", actions));
        return row;
    }

    private static String assumedBy(Resource role) {
        return elements(role.properties().at("/AssumeRolePolicyDocument/Statement"))
                .flatMap(statement -> elements(statement.path("Principal")))
                .map(principal -> principal.isTextual() ? principal.asText() : principal.toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What the policies of a role allow: those in it, and those of its stack that name it. */
    private static List<JsonNode> statements(Resource role, Deployed deployed) {
        var statements = new ArrayList<JsonNode>();
        elements(role.properties().path("Policies"))
                .flatMap(policy -> elements(policy.at(POLICY)))
                .forEach(statements::add);
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(deployed::ofType)
                .filter(policy -> policy.layer() == role.layer())
                .filter(policy -> policy.properties().path("Roles").toString().contains('"' + role.logicalId() + '"'))
                .flatMap(policy -> elements(policy.properties().at(POLICY)))
                .forEach(statements::add);
        statements.removeIf(
                statement -> !"Allow".equals(statement.path("Effect").asText()));
        return statements;
    }

    private static Stream<String> actions(JsonNode statement) {
        var action = statement.path("Action");
        return action.isTextual()
                ? Stream.of(action.asText())
                : elements(action).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isTextual() ? Stream.of(node) : StreamSupport.stream(node.spliterator(), false);
    }
}

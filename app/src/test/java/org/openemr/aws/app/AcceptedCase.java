package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.app.compliance.Finding;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * An accepted finding with what it stands in.
 *
 * @param settings of the configuration
 * @param templates by stack
 * @param logicalIds by the path of a construct
 */
record AcceptedCase(
        Finding finding,
        Map<String, Object> settings,
        Map<String, SynthesisedTemplate> templates,
        Map<String, String> logicalIds) {

    boolean is(String setting, Object value) {
        return String.valueOf(settings.get(setting)).equals(String.valueOf(value));
    }

    /** What the finding is about, as the pack prints it. */
    boolean isAbout(String regex) {
        return finding.subject().filter(subject -> subject.matches(regex)).isPresent();
    }

    /** The template of the finding's stack. */
    SynthesisedTemplate template() {
        return templates.get(finding.path().substring(0, finding.path().indexOf('/')));
    }

    String logicalId() {
        return logicalIds.get(finding.path());
    }

    JsonNode properties() {
        return properties(finding.path());
    }

    /** Of another construct of the stack. */
    JsonNode properties(String path) {
        return template()
                .json()
                .path("Resources")
                .path(String.valueOf(logicalIds.get(path)))
                .path("Properties");
    }

    /** Every resource of a type in all stacks. */
    Stream<JsonNode> all(String type) {
        return templates.values().stream().flatMap(template -> template.properties(type).stream());
    }

    /** Whether another resource of a type in the stack refers to the one of the finding. */
    boolean isReferredToBy(String type) {
        return template().properties(type).stream()
                .anyMatch(properties -> properties.toString().contains('"' + logicalId() + '"'));
    }

    /** Whether something outside of the stack's own roles may call the function of the finding. */
    boolean admitsCallers() {
        return isReferredToBy("AWS::Lambda::Permission");
    }

    /** The statements of the finding's policy that allow something on every resource. */
    List<JsonNode> statementsOnEverything() {
        return SynthesisedTemplate.elements(properties().at("/PolicyDocument/Statement"))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> SynthesisedTemplate.elements(statement.path("Resource"))
                                .anyMatch(resource -> resource.asText().equals("*"))
                        || statement.path("Resource").asText().equals("*"))
                .toList();
    }
}

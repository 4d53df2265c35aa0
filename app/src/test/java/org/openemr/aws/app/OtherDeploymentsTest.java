package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/**
 * No permission by the beginning of a name that has the deployment's name in it reaches a deployment whose name begins like it: clinic and
 * clinic-test. Permissions for whatever AWS Backup names, such as restored clusters and recovery points, have no such name.
 */
class OtherDeploymentsTest {

    private static final String NAME = "clinic";
    private static final Pattern OWN_PART = Pattern.compile(NAME + "-([a-z]+(?:-[a-z]+)*)");

    private static final List<SynthesisedTemplate> TEMPLATES = templates();

    @Test
    void noPermissionReachesWhatAnotherDeploymentMakes() {
        var resources = resources();
        var reached = new ArrayList<String>();
        for (var permission : resources) {
            if (permission.contains(NAME) && permission.contains("*")) {
                var pattern = Pattern.compile(Stream.of(permission.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
                for (var other : otherNames(resources)) {
                    resources.stream()
                            .map(resource -> ofOther(resource, other))
                            .filter(resource -> pattern.matcher(resource).matches())
                            .forEach(resource -> reached.add(permission + " reaches " + resource));
                }
            }
        }

        assertThat(resources).anyMatch(resource -> resource.contains("feature-group/clinic--*"));
        assertThat(reached).isEmpty();
    }

    /** The same of another deployment, under some name where anything may follow. */
    private static String ofOther(String resource, String other) {
        return resource.replace(NAME.replace('-', '_') + "_", other.replace('-', '_') + "_")
                .replace("/" + NAME + "/", "/" + other.replace('-', '_') + "/")
                .replace(NAME, other)
                .replace("*", "x");
    }

    /** Names that begin like the deployment's and go on like something of its own. */
    private static Set<String> otherNames(List<String> resources) {
        var names = new TreeSet<>(Set.of(NAME + "-test", NAME + "2"));
        resources.forEach(resource ->
                OWN_PART.matcher(resource).results().forEach(found -> names.add(NAME + "-" + found.group(1))));
        return names;
    }

    /** What roles may touch, with a mark for each value that only a deployment knows. */
    private static List<String> resources() {
        return TEMPLATES.stream()
                .flatMap(template -> template.roleStatements().stream())
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(statement -> statement.path("Resource").isArray()
                        ? SynthesisedTemplate.elements(statement.path("Resource"))
                        : Stream.of(statement.path("Resource")))
                .map(OtherDeploymentsTest::text)
                .distinct()
                .toList();
    }

    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.has("Fn::Join")
                ? SynthesisedTemplate.elements(value.at("/Fn::Join/1"))
                        .map(OtherDeploymentsTest::text)
                        .collect(Collectors.joining(value.at("/Fn::Join/0").asText()))
                : "<" + value.toString().replaceAll("[^A-Za-z]", "") + ">";
    }

    private static List<SynthesisedTemplate> templates() {
        var settings = Configuration.EVERYTHING_ON.settings();
        settings.put("deployment_name", NAME);
        return SynthesisedInstallation.uncheckedTexts(settings).values().stream()
                .map(SynthesisedTemplate::parse)
                .toList();
    }
}

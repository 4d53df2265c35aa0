package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.plan.ResourceType;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * The resource specification of AWS that the CDK's own {@code diff} reads, as npm installed it for this checkout: which property
 * replaces a resource when it changes.
 */
final class ResourceSpecification {

    private static final String REFERENCE = "ref";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, JsonNode> resources = new HashMap<>();
    private final Map<String, JsonNode> definitions = new HashMap<>();

    private ResourceSpecification(JsonNode database) {
        var schema = database.path("schema");
        schema.path("resource")
                .path("entities")
                .forEach(entity ->
                        resources.put(entity.path("cloudFormationType").asText(), entity));
        schema.path("typeDefinition")
                .path("entities")
                .forEach(entity -> definitions.put(entity.path("$id").asText(), entity));
    }

    /** Where npm puts it. */
    static Path file() {
        return ProjectRoot.resolve("node_modules/@aws-cdk/aws-service-spec/db.json.gz");
    }

    static ResourceSpecification read() {
        try (var stream = new GZIPInputStream(Files.newInputStream(file()))) {
            return new ResourceSpecification(MAPPER.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the module plan knows of types, one to a line. */
    GeneratedDocument behaviour(Set<String> types) {
        var lines = new TreeMap<String, String>();
        types.stream().filter(resources::containsKey).forEach(type -> lines.put(type, line(type)));
        return new GeneratedDocument(
                "plan/src/main/resources/org/openemr/aws/plan/update-behaviour.json",
                "{\n" + String.join(",\n", lines.values()) + "\n}\n");
    }

    private String line(String type) {
        try {
            return MAPPER.writeValueAsString(type) + ": " + MAPPER.writeValueAsString(behaviour(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResourceType behaviour(String type) {
        var resource = resources.get(type);
        var replacing = new TreeSet<String>();
        var mayReplace = new TreeSet<String>();
        collect("", resource.path("properties"), new HashSet<>(), replacing, mayReplace);
        return new ResourceType(List.copyOf(replacing), List.copyOf(mayReplace));
    }

    /** Collects paths; below a property that replaces by itself nothing more is said. */
    private void collect(
            String path, JsonNode properties, Set<String> open, Set<String> replacing, Set<String> mayReplace) {
        properties.properties().forEach(property -> {
            var child = path + property.getKey();
            switch (property.getValue().path("causesReplacement").asText("no")) {
                case "yes" -> replacing.add(child);
                case "maybe" -> mayReplace.add(child);
                default -> descend(child + "/", property.getValue().path("type"), open, replacing, mayReplace);
            }
        });
    }

    private void descend(String path, JsonNode type, Set<String> open, Set<String> replacing, Set<String> mayReplace) {
        switch (type.path("type").asText()) {
            case REFERENCE -> {
                var id = type.path("reference").path("$ref").asText();
                if (open.add(id)) {
                    collect(path, definitions.get(id).path("properties"), open, replacing, mayReplace);
                    open.remove(id);
                }
            }
            case "array", "map" -> descend(path + "*/", type.path("element"), open, replacing, mayReplace);
            case "union" -> type.path("types").forEach(one -> descend(path, one, open, replacing, mayReplace));
            default -> {}
        }
    }

    /** The types of the templates of a configuration. */
    static Set<String> types(Stream<SynthesisedTemplate> templates) {
        var types = new TreeSet<String>();
        templates.forEach(template -> template.json()
                .path("Resources")
                .forEach(resource -> types.add(resource.path("Type").asText())));
        return types;
    }
}

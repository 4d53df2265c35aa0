package org.openemr.aws.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.plan.Template;

/** The templates that a synthesis wrote. */
public final class WantedTemplates {

    private WantedTemplates() {}

    /**
     * Reads a cloud assembly; by stack id, without the stacks that the configuration does not have.
     *
     * @throws Failure when the directory holds none
     */
    public static Map<String, Template> in(Path assembly) {
        var templates = new LinkedHashMap<String, Template>();
        var isOfThisSynthesis = stacksOfThisSynthesis(assembly);
        for (var layer : Layer.values()) {
            var file = assembly.resolve(layer.stackId() + ".template.json");
            if (Files.exists(file) && isOfThisSynthesis.test(layer.stackId())) {
                templates.put(layer.stackId(), Template.parse(read(file)));
            }
        }
        if (templates.isEmpty()) {
            throw Failure.notFound(
                    "%s holds no templates. Make them: npx cdk synth --output %s".formatted(assembly, assembly));
        }
        return templates;
    }

    /** As {@link #in}, and with the stacks that are in another region or account. */
    public static Map<String, Template> everywhere(Path assembly) {
        var templates = in(assembly);
        elsewhere(assembly)
                .forEach(stack ->
                        templates.put(stack, Template.parse(read(assembly.resolve(stack + ".template.json")))));
        return templates;
    }

    /** The stacks of a cloud assembly that are in another region or account than the layers: those of copies. */
    public static List<String> elsewhere(Path assembly) {
        var layers = Stream.of(Layer.values()).map(Layer::stackId).toList();
        return artifacts(assembly).stream()
                .flatMap(artifacts -> artifacts.properties().stream())
                .filter(artifact -> artifact.getValue().path("type").asText().equals("aws:cloudformation:stack"))
                .map(Map.Entry::getKey)
                .filter(stack -> !layers.contains(stack))
                .toList();
    }

    /** A synthesis leaves what an earlier one wrote: its manifest says which stacks are its own. */
    private static Predicate<String> stacksOfThisSynthesis(Path assembly) {
        return artifacts(assembly)
                .<Predicate<String>>map(artifacts -> artifacts::has)
                .orElse(stack -> true);
    }

    static Optional<JsonNode> artifacts(Path assembly) {
        var manifest = assembly.resolve("manifest.json");
        return Files.exists(manifest)
                ? Optional.of(Template.parse(read(manifest)).json().path("artifacts"))
                : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

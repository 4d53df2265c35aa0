package org.openemr.aws.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.plan.Template;

/**
 * What an installation consists of, and what reaches what, by its templates.
 *
 * @param stacks ids, in the order in which values flow
 * @param parts what a picture shows, by stack
 * @param connections between them, each pair and type once
 */
record Landscape(List<String> stacks, List<Part> parts, List<Connection> connections) {

    /**
     * Reads templates.
     *
     * @param templates by stack id, in the order in which values flow
     * @param references of the same templates
     */
    static Landscape of(Map<String, Template> templates, References references) {
        var parts = new LinkedHashMap<Address, Part>();
        templates.forEach((stack, template) -> template.resources().forEach((id, resource) -> {
            var address = new Address(stack, id);
            Kind.of(resource.path("Type").asText())
                    .map(kind -> Part.of(address, kind))
                    .ifPresent(part -> parts.put(address, part));
        }));
        var connections = merged(Stream.of(
                        new SecurityRules(templates, references, parts).connections(),
                        new Permissions(templates, references, parts).connections(),
                        new Configurations(templates, references, parts).connections())
                .flatMap(List::stream)
                .toList());
        var outside = connections.stream()
                .flatMap(connection -> Stream.of(connection.from(), connection.to()))
                .filter(part -> part.address().stack().equals(Part.OUTSIDE))
                .distinct();
        return new Landscape(
                List.copyOf(templates.keySet()),
                Stream.concat(parts.values().stream(), outside).toList(),
                connections);
    }

    /** Each pair once, with all that is said of it. */
    private static List<Connection> merged(List<Connection> connections) {
        var merged = new LinkedHashMap<List<Object>, Connection>();
        for (var connection : connections) {
            merged.merge(
                    List.of(connection.from(), connection.to(), connection.type()), connection, Landscape::together);
        }
        return new ArrayList<>(merged.values());
    }

    private static Connection together(Connection one, Connection other) {
        var what = Stream.of(one.what(), other.what())
                .flatMap(text -> Stream.of(text.split("; ", -1)))
                .distinct()
                .toList();
        return new Connection(one.from(), one.to(), String.join("; ", what), one.type());
    }

    /** What speaks to each other over the network, and nothing else. */
    Landscape overTheNetwork() {
        var lines = connections.stream()
                .filter(connection -> connection.type() == Connection.Type.NETWORK)
                .toList();
        var speakers = lines.stream()
                .flatMap(connection -> Stream.of(connection.from(), connection.to()))
                .collect(Collectors.toSet());
        return new Landscape(
                stacks.stream()
                        .filter(stack -> partsOf(stack).stream().anyMatch(speakers::contains))
                        .toList(),
                parts.stream().filter(speakers::contains).toList(),
                lines);
    }

    /** What is shown of a stack. */
    List<Part> partsOf(String stack) {
        return parts.stream()
                .filter(part -> part.address().stack().equals(stack))
                .toList();
    }
}

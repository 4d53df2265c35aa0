package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openemr.aws.app.compliance.Finding;
import org.openemr.aws.app.compliance.ValidationReport;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.CompliancePacks;
import software.amazon.awscdk.Environment;

/**
 * A synthesis with every check that the command line runs: a finding of a pack, or of the template validation, that is not
 * accepted throws.
 *
 * @param texts the templates as they are written, by stack
 * @param findings what the packs found and the code accepts
 * @param acceptances what the code accepts of the packs, whether it was found or not
 * @param logicalIds of resources, by the path of their constructs
 */
record CheckedSynthesis(
        Map<String, String> texts,
        List<Finding> findings,
        List<Acceptance> acceptances,
        Map<String, String> logicalIds) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * An acceptance, for a construct and what it contains.
     *
     * @param id the pack's name and the rule, as the CDK joins them
     * @param path of the construct
     * @param where the class that accepts
     */
    record Acceptance(String id, String path, String where) {

        boolean isOfAPack() {
            return CompliancePacks.NAMES.stream().anyMatch(pack -> id.startsWith(pack + "::"));
        }

        boolean covers(Finding finding) {
            return id.equals(finding.pack() + "::" + finding.id()) && (finding.path() + "/").startsWith(path + "/");
        }
    }

    static CheckedSynthesis of(Map<String, ?> settings, Environment environment) {
        var app = TestApp.create();
        System.setProperty(Accepted.RECORD_WHERE, "true");
        try {
            var texts = SynthesisedInstallation.texts(app, settings, environment);
            var directory = Path.of(app.getOutdir());
            var metadata = metadata(directory);
            return new CheckedSynthesis(
                    texts, ValidationReport.in(directory).findings(), acceptances(metadata), logicalIds(metadata));
        } finally {
            System.clearProperty(Accepted.RECORD_WHERE);
        }
    }

    /** What the CDK writes of each construct and of its resource, by path. */
    private static Map<String, List<JsonNode>> metadata(Path directory) {
        var metadata = new TreeMap<String, List<JsonNode>>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(name -> name.toString().endsWith(".metadata.json"))
                    .toList()) {
                MAPPER.readTree(file.toFile())
                        .properties()
                        .forEach(construct -> metadata.computeIfAbsent(
                                        construct.getKey().replaceAll("^/", "").replaceAll("/Resource$", ""),
                                        unused -> new ArrayList<>())
                                .addAll(SynthesisedTemplate.elements(construct.getValue())
                                        .toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metadata;
    }

    private static List<Acceptance> acceptances(Map<String, List<JsonNode>> metadata) {
        var acceptances = new ArrayList<Acceptance>();
        metadata.forEach((path, entries) -> entries(entries, Accepted.WHERE)
                .map(data -> new Acceptance(
                        data.path("id").asText(), path, data.path("where").asText()))
                .filter(Acceptance::isOfAPack)
                .forEach(acceptances::add));
        return acceptances;
    }

    private static Map<String, String> logicalIds(Map<String, List<JsonNode>> metadata) {
        var ids = new TreeMap<String, String>();
        metadata.forEach(
                (path, entries) -> entries(entries, "aws:cdk:logicalId").forEach(id -> ids.put(path, id.asText())));
        return ids;
    }

    private static Stream<JsonNode> entries(List<JsonNode> entries, String type) {
        return entries.stream()
                .filter(entry -> entry.path("type").asText().equals(type))
                .map(entry -> entry.path("data"));
    }
}

package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.CompliancePacks;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awscdk.Environment;

/**
 * What the packs find in a configuration when nothing is acknowledged, and what the code accepts of it.
 *
 * @param found every finding of the five packs
 * @param acceptances every acceptance that the code records
 */
record Findings(List<Finding> found, List<Acceptance> acceptances) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A finding: the id that the pack prints, at the path of a construct. */
    record Finding(String id, String path) {

        String pack() {
            return CompliancePacks.NAMES.stream()
                    .filter(id::startsWith)
                    .findFirst()
                    .orElseThrow();
        }

        /** The rule without its pack and without the part that names one action or resource. */
        String rule() {
            return id.substring(pack().length() + 1).replaceAll("\\[.*", "");
        }

        /** The rule as the pack lists it. */
        String listedId() {
            return id.replaceAll("\\[.*", "");
        }
    }

    /** An acceptance: for a construct and what it contains. */
    record Acceptance(String id, String path, String reason, String where) {

        boolean covers(Finding finding) {
            return finding.id().equals(id) && (finding.path() + "/").startsWith(path + "/");
        }
    }

    static Findings of(Configuration configuration) {
        var environment = Environment.builder()
                .account("111122223333")
                .region("us-east-1")
                .build();
        var app = TestApp.create();
        System.setProperty(Accepted.REPORT_ALL, "true");
        try {
            Installation.in(
                    app, InstallationSettings.read(configuration.settings(), Optional.of("us-east-1")), environment);
            app.synth();
        } catch (RuntimeException e) {
            // The report is what is wanted: without acknowledgements every finding fails the synthesis.
        } finally {
            System.clearProperty(Accepted.REPORT_ALL);
        }
        var directory = Path.of(app.getOutdir());
        return new Findings(found(directory), acceptances(directory));
    }

    /** The acceptance that covers a finding. */
    Optional<Acceptance> acceptanceOf(Finding finding) {
        return acceptances.stream()
                .filter(acceptance -> acceptance.covers(finding))
                .findFirst();
    }

    /** Pairs of rule and resource, each counted once however many packs share the rule. */
    TreeSet<String> pairs() {
        var pairs = new TreeSet<String>();
        found.forEach(finding -> pairs.add(finding.rule() + " " + finding.path()));
        return pairs;
    }

    private static List<Finding> found(Path directory) {
        var found = new ArrayList<Finding>();
        read(directory.resolve("validation-report.json")).path("pluginReports").forEach(report -> {
            if (CompliancePacks.NAMES.contains(report.path("pluginName").asText())) {
                report.path("violations")
                        .forEach(violation -> SynthesisedTemplate.elements(violation.path("violatingConstructs"))
                                .map(construct -> new Finding(
                                        violation.path("ruleName").asText(),
                                        construct.path("constructPath").asText().replaceAll("/Resource$", "")))
                                .forEach(found::add));
            }
        });
        return found;
    }

    private static List<Acceptance> acceptances(Path directory) {
        var acceptances = new ArrayList<Acceptance>();
        try (var files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .sorted()
                    .forEach(file -> read(file)
                            .properties()
                            .forEach(entry -> SynthesisedTemplate.elements(entry.getValue())
                                    .filter(metadata ->
                                            metadata.path("type").asText().equals(Accepted.RECORD))
                                    .map(metadata -> acceptance(entry.getKey(), metadata.path("data")))
                                    .forEach(acceptances::add)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return acceptances;
    }

    private static Acceptance acceptance(String path, JsonNode data) {
        return new Acceptance(
                data.path("id").asText(),
                path.replaceAll("^/", "").replaceAll("/Resource$", ""),
                data.path("reason").asText(),
                data.path("where").asText());
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.settings.installation.CompliancePacks;

/** What the compliance packs found in the templates of this checkout, and why it is accepted. */
final class AcceptedFindings {

    private static final List<String> COLUMNS = List.of("rule", "resource", "compensating_control");
    private static final String REPORT = "validation-report.json";

    private AcceptedFindings() {}

    static ChapterSource source(Supplier<Path> assembly) {
        return new ChapterSource(
                "compliance",
                "Findings of compliance packs",
                "What cdk-nag's packs found in the templates that were synthesised last, with the control that compensates for it. A rule that is not"
                        + " here found nothing, or concerns nothing.",
                source -> read(source, assembly.get()));
    }

    private static Chapter read(ChapterSource source, Path assembly) {
        var report = Optional.of(assembly.resolve(REPORT))
                .filter(Files::exists)
                .orElseThrow(() -> Failure.notFound(
                        "There is no %s: run npx cdk synth first, or name its directory with --assembly"
                                .formatted(REPORT)));
        var rows = TemplateValue.elements(read(report).path("pluginReports"))
                .filter(plugin ->
                        CompliancePacks.NAMES.contains(plugin.path("pluginName").asText()))
                .flatMap(plugin -> Stream.concat(
                        TemplateValue.elements(plugin.path("violations")),
                        TemplateValue.elements(plugin.path("suppressedViolations"))))
                .flatMap(AcceptedFindings::rows)
                .distinct()
                .toList();
        return Chapter.of(source, COLUMNS, rows, List.of());
    }

    private static Stream<Map<String, String>> rows(JsonNode violation) {
        return TemplateValue.elements(violation.path("violatingConstructs")).map(construct -> {
            return Row.of(
                    COLUMNS,
                    violation.path("ruleName").asText(),
                    construct.path("constructPath").asText(),
                    violation.path("reason").asText("not accepted"));
        });
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

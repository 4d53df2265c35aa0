package org.openemr.aws.app.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openemr.aws.settings.installation.CompliancePacks;

/**
 * What the packs found in a synthesis, accepted or not, as the CDK reports it beside the templates in {@code validation-report.json}.
 *
 * @param findings in the order of the report
 */
public record ValidationReport(List<Finding> findings) {

    /** The name of the report in the directory of the templates. */
    private static final String FILE = "validation-report.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads the report of a synthesis. The CDK writes none when nothing checked anything.
     *
     * @param directory of the templates
     */
    public static ValidationReport in(Path directory) {
        var file = directory.resolve(FILE).toFile();
        try {
            return file.exists() ? of(MAPPER.readTree(file)) : new ValidationReport(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidationReport of(JsonNode report) {
        return new ValidationReport(elements(report.path("pluginReports"))
                .filter(ValidationReport::isOfAPack)
                .flatMap(pack -> Stream.concat(
                                elements(pack.path("violations")), elements(pack.path("suppressedViolations")))
                        .flatMap(violation -> findings(pack.path("pluginName").asText(), violation)))
                .toList());
    }

    private static boolean isOfAPack(JsonNode plugin) {
        return CompliancePacks.NAMES.contains(plugin.path("pluginName").asText());
    }

    private static Stream<Finding> findings(String pack, JsonNode violation) {
        return elements(violation.path("violatingConstructs"))
                .map(construct -> new Finding(
                        pack,
                        violation.path("ruleName").asText(),
                        construct.path("constructPath").asText().replaceAll("/Resource$", ""),
                        Optional.ofNullable(violation.path("reason").textValue())));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

package org.openemr.aws.operator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.openemr.aws.settings.installation.CompliancePacks;

/** How many findings of each compliance pack a synthesis accepted. */
public final class PackFindings {

    /** What the CDK writes beside templates. */
    private static final String REPORT = "validation-report.json";

    private PackFindings() {}

    /** By pack; empty where the synthesis wrote no report. */
    public static Map<String, Long> of(Path assembly) {
        var findings = new TreeMap<String, Long>();
        var file = assembly.resolve(REPORT);
        if (Files.exists(file)) {
            try {
                var plugins = new ObjectMapper().readTree(file.toFile()).path("pluginReports");
                StreamSupport.stream(plugins.spliterator(), false)
                        .filter(plugin -> CompliancePacks.NAMES.contains(
                                plugin.path("pluginName").asText()))
                        .forEach(plugin -> findings.merge(
                                plugin.path("pluginName").asText(),
                                StreamSupport.stream(
                                                plugin.path("suppressedViolations")
                                                        .spliterator(),
                                                false)
                                        .mapToLong(violation -> violation
                                                .path("violatingConstructs")
                                                .size())
                                        .sum(),
                                Long::sum));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return findings;
    }
}

package org.openemr.aws.app.compliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openemr.aws.settings.installation.CompliancePacks;

/** The compliance matrix of one deployment: what its packs say of the templates beside it, and nothing of any other. */
public final class DeploymentMatrix {

    /** Its name in the directory of the templates. */
    public static final String FILE = "compliance.md";

    private DeploymentMatrix() {}

    /**
     * Writes the matrix beside the templates of a synthesis.
     *
     * @param directory of the templates
     * @param deployment its name
     * @param wanted the packs that checked them
     */
    public static void write(Path directory, String deployment, CompliancePacks wanted) {
        var packs =
                CompliancePacks.NAMES.stream().filter(wanted.names()::contains).toList();
        var findings = ValidationReport.in(directory).findings();
        try {
            Files.writeString(directory.resolve(FILE), text(deployment, packs, findings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String deployment, List<String> packs, List<Finding> findings) {
        return """
                # Compliance matrix of the deployment '%s'

                What %s said of the templates in this directory when they were made. It is no certification: a rule without a finding
                concerns no resource here, or is met by each; one with findings is accepted for these resources because of the control that
                is named. `validation-report.json` has the same for programs.

                | pack | rules | without a finding | with findings | resources |
                | --- | --- | --- | --- | --- |
                %s

                ## Findings

                | rule | packs | resource | compensating control |
                | --- | --- | --- | --- |
                %s

                %s""".formatted(
                        deployment,
                        packs.isEmpty() ? "no pack of cdk-nag" : "cdk-nag's " + String.join(", ", packs),
                        RuleTables.totals(packs, findings),
                        rows(findings),
                        RuleTables.sections(packs, rule -> status(rule, findings)));
    }

    private static String rows(Collection<Finding> findings) {
        return MatrixRow.packs(findings).entrySet().stream()
                .map(row -> "| %s | %s | `%s` | %s |"
                        .formatted(
                                row.getKey().rule(),
                                String.join(", ", row.getValue()),
                                row.getKey().path(),
                                row.getKey().said()))
                .collect(Collectors.joining("\n"));
    }

    private static String status(PackRules.Rule rule, List<Finding> findings) {
        var found = findings.stream()
                .filter(finding -> finding.listedId().equals(rule.id()))
                .toList();
        var accepted = resources(found, true);
        var open = resources(found, false);
        if (open > 0) {
            return "**not met by %s**".formatted(RuleTables.resources(open));
        }
        return accepted == 0 ? "no finding" : "accepted for " + RuleTables.resources(accepted);
    }

    private static long resources(List<Finding> findings, boolean accepted) {
        return findings.stream()
                .filter(finding -> finding.reason().isPresent() == accepted)
                .map(Finding::path)
                .distinct()
                .count();
    }
}

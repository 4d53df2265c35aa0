package org.openemr.aws.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openemr.aws.app.Findings.Acceptance;
import org.openemr.aws.app.Findings.Finding;
import org.openemr.aws.constructs.asset.Checkout;
import org.openemr.aws.settings.installation.CompliancePacks;
import org.openemr.aws.testsupport.GeneratedDocument;

/** The compliance matrix, made from what the packs report of the configuration with everything on. */
final class ComplianceMatrix {

    static final Findings EVERYTHING_ON = Findings.of(Configuration.EVERYTHING_ON);

    private ComplianceMatrix() {}

    static GeneratedDocument reference() {
        return new GeneratedDocument(
                "docs/compliance.md", """
                # Compliance matrix

                What the five packs of cdk-nag say of the configuration with every feature on. Every rule of a pack is met by every
                resource it concerns, or accepted for a resource with the control that compensates for it. %d pairs of rule and
                resource are accepted; a rule that several packs share counts once. This file is generated: see
                `ComplianceMatrix`.

                | pack | rules | met | accepted for some resources | accepted findings |
                | --- | --- | --- | --- | --- |
                %s

                ## Accepted

                The last column is the method that accepts the finding: search it for the rule's name.

                | rule | packs | resource | compensating control | accepted in |
                | --- | --- | --- | --- | --- |
                %s

                %s""".formatted(EVERYTHING_ON.pairs().size(), totals(), accepted(), packs()));
    }

    private static String totals() {
        return CompliancePacks.NAMES.stream()
                .map(pack -> {
                    var rules = rulesOf(pack);
                    var accepted = rules.stream()
                            .filter(rule -> !findingsOf(rule.id()).isEmpty())
                            .count();
                    var findings = EVERYTHING_ON.found().stream()
                            .filter(finding -> finding.pack().equals(pack))
                            .count();
                    return "| %s | %d | %d | %d | %d |"
                            .formatted(pack, rules.size(), rules.size() - accepted, accepted, findings);
                })
                .collect(Collectors.joining("\n"));
    }

    /** One row for each pair of rule and resource, with everything that is said of it. */
    private static String accepted() {
        var rows = new TreeMap<String, TreeSet<String>>();
        for (var finding : EVERYTHING_ON.found()) {
            var key = "%s | %%s | `%s` | %s | %s"
                    .formatted(
                            finding.rule(),
                            finding.path(),
                            detail(finding) + said(finding, Acceptance::reason, " "),
                            said(finding, acceptance -> link(acceptance.where()), "; "))
                    .replace("%s |", "% |");
            rows.computeIfAbsent(key, unused -> new TreeSet<>()).add(finding.pack());
        }
        return rows.entrySet().stream()
                .map(row -> "| " + row.getKey().replace("% |", String.join(", ", row.getValue()) + " |") + " |")
                .collect(Collectors.joining("\n"));
    }

    /** What the acceptances of a finding say, each once. */
    private static String said(Finding finding, Function<Acceptance, String> part, String separator) {
        return EVERYTHING_ON.acceptances().stream()
                .filter(acceptance -> acceptance.covers(finding))
                .map(part)
                .distinct()
                .collect(Collectors.joining(separator));
    }

    /** Which action or resource a finding is about, where the rule names one. */
    private static String detail(Finding finding) {
        var bracket = finding.id().indexOf('[');
        return bracket < 0
                ? ""
                : "`" + finding.id().substring(bracket + 1, finding.id().length() - 1) + "`: ";
    }

    private static String packs() {
        return CompliancePacks.NAMES.stream()
                .map(pack -> """
                        ## %s

                        | rule | controls | status |
                        | --- | --- | --- |
                        %s
                        """.formatted(
                                pack,
                                rulesOf(pack).stream()
                                        .map(rule -> "| %s | %s | %s |"
                                                .formatted(rule.id(), rule.controls(), status(rule.id())))
                                        .collect(Collectors.joining("\n"))))
                .collect(Collectors.joining("\n"));
    }

    private static String status(String rule) {
        var count = findingsOf(rule).stream().map(Finding::path).distinct().count();
        return count == 0
                ? "met"
                : "accepted for %d %s, else met".formatted(count, count == 1 ? "resource" : "resources");
    }

    private static List<Finding> findingsOf(String rule) {
        return EVERYTHING_ON.found().stream()
                .filter(finding -> finding.listedId().equals(rule))
                .toList();
    }

    private static List<PackRules.Rule> rulesOf(String pack) {
        return PackRules.all().stream()
                .filter(rule -> rule.pack().equals(pack))
                .sorted(Comparator.comparing(PackRules.Rule::id))
                .toList();
    }

    /** A link to the line that accepts, from where a class is and the number of the line: {@code a.b.Class$Inner:12}. */
    private static String link(String where) {
        var classAndLine = where.split(":");
        var topLevelClass = classAndLine[0].replaceAll("\\$.*", "");
        var file = "src/main/java/" + topLevelClass.replace('.', '/') + ".java";
        try (var directories = Files.list(Checkout.root())) {
            var module = directories
                    .filter(directory -> Files.exists(directory.resolve(file)))
                    .findFirst()
                    .orElseThrow();
            return "[%s:%s](../%s/%s#L%s)"
                    .formatted(
                            topLevelClass.substring(topLevelClass.lastIndexOf('.') + 1),
                            classAndLine[1],
                            module.getFileName(),
                            file,
                            classAndLine[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

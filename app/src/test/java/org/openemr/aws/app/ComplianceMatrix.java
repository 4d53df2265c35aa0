package org.openemr.aws.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openemr.aws.app.compliance.Finding;
import org.openemr.aws.app.compliance.MatrixRow;
import org.openemr.aws.app.compliance.PackRules;
import org.openemr.aws.app.compliance.RuleTables;
import org.openemr.aws.constructs.asset.Checkout;
import org.openemr.aws.settings.installation.CompliancePacks;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/** The compliance matrix of the project: what the packs find in any configuration, and when. */
final class ComplianceMatrix {

    private static final String PATH = "docs/compliance.md";
    private static final int LONGEST_VALUE = 16;

    private ComplianceMatrix() {}

    static GeneratedDocument reference() {
        var union = CoveringSetFindings.union();
        return new GeneratedDocument(PATH, """
                # Compliance matrix

                What the five packs of cdk-nag find in any of the %d configurations of `ConfigurationSpace`, in which every two values of
                settings that switch something meet: each finding is accepted for a resource, with the control that compensates for it.
                A rule without a finding concerns nothing here, or is met by every resource; the packs are one opinion, and no
                certification. `npx cdk synth` writes the matrix of *your* settings beside your templates: `cdk.out/compliance.md`.
                %d pairs of rule and resource are accepted; a rule that several packs share counts once. This file is generated: see
                `ComplianceMatrix`.

                | pack | rules | without a finding | with findings | resources |
                | --- | --- | --- | --- | --- |
                %s

                ## Accepted

                "When" names the settings that bring a finding, or take it away.

                | rule | packs | resource | compensating control | when | accepted in |
                | --- | --- | --- | --- | --- | --- |
                %s

                %s""".formatted(
                        ConfigurationSpace.configurations().size(),
                        pairs(union).size(),
                        RuleTables.totals(CompliancePacks.NAMES, union),
                        rows(union),
                        RuleTables.sections(CompliancePacks.NAMES, rule -> status(rule, union))));
    }

    /** What was found and does not stand in the kept matrix, whatever settings bring it. */
    static List<String> unlisted() {
        var kept = lines();
        return CoveringSetFindings.classesOfRows().entrySet().stream()
                .filter(entry -> kept.stream().noneMatch(line -> tells(line, entry.getKey(), entry.getValue())))
                .map(entry -> entry.getKey() + " in " + entry.getValue())
                .toList();
    }

    private static boolean tells(String line, MatrixRow row, Set<String> classes) {
        return line.startsWith("| %s | ".formatted(row.rule()))
                && line.contains(" | `%s` | %s | ".formatted(row.path(), row.said()))
                && classes.stream().map(ComplianceMatrix::link).allMatch(line::contains);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(ProjectRoot.resolve(PATH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pairs of rule and resource, each counted once however many packs share the rule. */
    static Set<String> pairs(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " " + finding.path())
                .collect(Collectors.toSet());
    }

    private static String rows(List<Finding> union) {
        var configurations = CoveringSetFindings.configurationsOfRows();
        var classes = CoveringSetFindings.classesOfRows();
        return MatrixRow.packs(union).entrySet().stream()
                .map(entry -> {
                    var row = entry.getKey();
                    return "| %s | %s | `%s` | %s | %s | %s |"
                            .formatted(
                                    row.rule(),
                                    String.join(", ", entry.getValue()),
                                    row.path(),
                                    row.said(),
                                    when(configurations.get(row)),
                                    classes.get(row).stream()
                                            .map(ComplianceMatrix::link)
                                            .collect(Collectors.joining(", ")));
                })
                .collect(Collectors.joining("\n"));
    }

    /** Which settings bring a row, or take it away. */
    private static String when(Set<String> present) {
        var absent = ConfigurationSpace.configurations().keySet().stream()
                .filter(name -> !present.contains(name))
                .collect(Collectors.toSet());
        if (absent.isEmpty()) {
            return "always";
        }
        return present.contains(ConfigurationSpace.DEFAULT) ? "not with " + fewest(absent) : "with " + fewest(present);
    }

    /** The fewest settings that lead into these configurations and into no others, one way after the other. */
    private static String fewest(Set<String> names) {
        var ways = new ArrayList<Map<String, Object>>();
        names.stream()
                .map(ConfigurationSpace.configurations()::get)
                .sorted(Comparator.comparingInt(Map::size))
                .filter(changes ->
                        ways.stream().noneMatch(way -> changes.entrySet().containsAll(way.entrySet())))
                .forEach(changes -> ways.add(withoutWhatDoesNotMatter(changes, names)));
        return ways.stream().map(ComplianceMatrix::text).sorted().distinct().collect(Collectors.joining("; or "));
    }

    /** What remains of changes when each goes without which every configuration that has the rest is still one of these. */
    private static Map<String, Object> withoutWhatDoesNotMatter(Map<String, Object> changes, Set<String> names) {
        var needed = new LinkedHashMap<>(changes);
        // What a setting needs beside it stands behind it in cdk.json, and goes first.
        var keys = new ArrayList<>(CdkJson.settings().keySet());
        Collections.reverse(keys);
        keys.retainAll(changes.keySet());
        for (var key : keys) {
            var without = new LinkedHashMap<>(needed);
            without.remove(key);
            if (!without.isEmpty() && leadsIntoNoOther(without, names)) {
                needed = without;
            }
        }
        return needed;
    }

    private static boolean leadsIntoNoOther(Map<String, Object> changes, Set<String> names) {
        return ConfigurationSpace.configurations().entrySet().stream()
                .filter(configuration -> configuration.getValue().entrySet().containsAll(changes.entrySet()))
                .allMatch(configuration -> names.contains(configuration.getKey()));
    }

    /** A value that is long stands for itself by its key. */
    private static String text(Map<String, Object> changes) {
        return CdkJson.settings().keySet().stream()
                .filter(changes::containsKey)
                .map(key -> Map.entry(key, String.valueOf(changes.get(key))))
                .map(change -> change.getValue().length() > LONGEST_VALUE
                        ? "`%s`".formatted(change.getKey())
                        : "`%s=%s`".formatted(change.getKey(), change.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String status(PackRules.Rule rule, List<Finding> findings) {
        var count = findings.stream()
                .filter(finding -> finding.listedId().equals(rule.id()))
                .map(Finding::path)
                .distinct()
                .count();
        return count == 0 ? "no finding" : "accepted for " + RuleTables.resources(count);
    }

    /** A link to the class that accepts. */
    private static String link(String className) {
        var file = "src/main/java/" + className.replace('.', '/') + ".java";
        try (var directories = Files.list(Checkout.root())) {
            var module = directories
                    .filter(directory -> Files.exists(directory.resolve(file)))
                    .findFirst()
                    .orElseThrow();
            return "[%s](../%s/%s)"
                    .formatted(className.substring(className.lastIndexOf('.') + 1), module.getFileName(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

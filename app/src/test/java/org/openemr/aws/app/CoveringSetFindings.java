package org.openemr.aws.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openemr.aws.app.CheckedSynthesis.Acceptance;
import org.openemr.aws.app.compliance.Finding;
import org.openemr.aws.app.compliance.MatrixRow;
import org.openemr.aws.constructs.fixtures.TestApp;

/** What the packs find, and the code accepts, in each configuration of {@link ConfigurationSpace} that is tried; each is synthesised once. */
final class CoveringSetFindings {

    private static final Map<String, CheckedSynthesis> SEEN = new LinkedHashMap<>();

    private CoveringSetFindings() {}

    /** Synthesises one, and keeps what was found. */
    static CheckedSynthesis synthesise(String name) {
        var changes = ConfigurationSpace.configurations().get(name);
        var checked = CheckedSynthesis.of(ConfigurationSpace.settings(changes), TestApp.ENVIRONMENT);
        SEEN.put(name, new CheckedSynthesis(Map.of(), checked.findings(), checked.acceptances(), Map.of()));
        return checked;
    }

    /** What was found in each, by the configuration's name. */
    static Map<String, List<Finding>> all() {
        var all = new LinkedHashMap<String, List<Finding>>();
        seen().forEach((name, checked) -> all.put(
                name,
                checked.findings().stream()
                        .map(finding -> finding.replacing(ConfigurationSpace.DEPLOYMENT, "<deployment>"))
                        .toList()));
        return all;
    }

    /** The findings of all, each once. */
    static List<Finding> union() {
        return all().values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The rows of all, with the configurations that have them. */
    static Map<MatrixRow, TreeSet<String>> configurationsOfRows() {
        var rows = new TreeMap<MatrixRow, TreeSet<String>>();
        all().forEach((name, findings) ->
                findings.forEach(finding -> rows.computeIfAbsent(MatrixRow.of(finding), unused -> new TreeSet<>())
                        .add(name)));
        return rows;
    }

    /** The classes that accept what a row tells. */
    static Map<MatrixRow, TreeSet<String>> classesOfRows() {
        var classes = new TreeMap<MatrixRow, TreeSet<String>>();
        for (var checked : seen().values()) {
            for (var finding : checked.findings()) {
                var row = MatrixRow.of(finding.replacing(ConfigurationSpace.DEPLOYMENT, "<deployment>"));
                checked.acceptances().stream()
                        .filter(acceptance -> acceptance.covers(finding))
                        .forEach(acceptance -> classes.computeIfAbsent(row, unused -> new TreeSet<>())
                                .add(acceptance.where()));
            }
        }
        return classes;
    }

    /** What is accepted somewhere, by class, and found nowhere. */
    static List<String> acceptedForNothing() {
        var needed = new TreeSet<String>();
        var accepted = new TreeSet<String>();
        for (var checked : seen().values()) {
            for (var acceptance : checked.acceptances()) {
                var name = acceptance.where() + " " + rule(acceptance) + " at " + acceptance.path();
                accepted.add(name);
                if (checked.findings().stream().anyMatch(acceptance::covers)) {
                    needed.add(name);
                }
            }
        }
        accepted.removeAll(needed);
        return new ArrayList<>(accepted);
    }

    /** The rule without its pack: an acceptance of a rule holds for all packs that have it, and not all need it. */
    private static String rule(Acceptance acceptance) {
        var parts = acceptance.id().split("::", 2);
        return parts[1].startsWith(parts[0] + "-") ? parts[1].substring(parts[0].length() + 1) : parts[1];
    }

    private static Map<String, CheckedSynthesis> seen() {
        ConfigurationSpace.tried().stream()
                .filter(name -> !SEEN.containsKey(name))
                .forEach(CoveringSetFindings::synthesise);
        return SEEN;
    }
}

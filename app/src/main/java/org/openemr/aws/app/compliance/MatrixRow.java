package org.openemr.aws.app.compliance;

import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A row of a compliance matrix: a rule, a resource, and what is said of them. Packs share rules, and each is told once.
 *
 * @param said the action or resource that the finding is about, if any, and why it is accepted
 */
public record MatrixRow(String rule, String path, String said) implements Comparable<MatrixRow> {

    private static final Comparator<MatrixRow> ORDER =
            Comparator.comparing(MatrixRow::rule).thenComparing(MatrixRow::path).thenComparing(MatrixRow::said);

    /** The row in which a finding is told. */
    public static MatrixRow of(Finding finding) {
        return new MatrixRow(
                finding.rule(),
                finding.path(),
                finding.subject().map("`%s`: "::formatted).orElse("")
                        + finding.reason().orElse("**Not accepted.**"));
    }

    /** The rows of findings, with the packs that have the rule. */
    public static SortedMap<MatrixRow, SortedSet<String>> packs(Collection<Finding> findings) {
        var rows = new TreeMap<MatrixRow, SortedSet<String>>();
        findings.forEach(finding ->
                rows.computeIfAbsent(of(finding), unused -> new TreeSet<>()).add(finding.pack()));
        return rows;
    }

    @Override
    public int compareTo(MatrixRow other) {
        return ORDER.compare(this, other);
    }
}

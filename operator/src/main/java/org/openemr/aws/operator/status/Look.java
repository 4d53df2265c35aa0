package org.openemr.aws.operator.status;

import java.util.List;
import java.util.function.Supplier;

/**
 * A look at one thing or at several that one answer tells of.
 *
 * @param whats what is looked at
 * @param look looks
 */
public record Look(List<String> whats, Supplier<List<Finding>> look) {

    /** A look at one thing. */
    public static Look at(String what, Supplier<Finding> look) {
        return new Look(List.of(what), () -> List.of(look.get()));
    }

    /** What is known without looking anywhere. */
    public static Look known(List<Finding> findings) {
        return new Look(findings.stream().map(Finding::what).toList(), () -> findings);
    }

    /** What it finds; that it cannot look is a finding, too. */
    List<Finding> findings() {
        return Finding.guarded(whats, look);
    }
}

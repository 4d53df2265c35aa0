package org.openemr.aws.app.compliance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules of packs with what was found, as tables of a compliance matrix. */
public final class RuleTables {

    private static final List<PackRules.Rule> RULES = PackRules.all();

    private RuleTables() {}

    /** A row for each pack: how many rules it has, how many found nothing, and how often something was found. */
    public static String totals(Collection<String> packs, Collection<Finding> findings) {
        return packs.stream()
                .map(pack -> {
                    var rules = rulesOf(pack);
                    var ofPack = findings.stream()
                            .filter(finding -> finding.pack().equals(pack))
                            .toList();
                    var withFindings =
                            ofPack.stream().map(Finding::listedId).distinct().count();
                    var resources = ofPack.stream()
                            .map(finding -> finding.listedId() + " " + finding.path())
                            .distinct()
                            .count();
                    return "| %s | %d | %d | %d | %d |"
                            .formatted(pack, rules.size(), rules.size() - withFindings, withFindings, resources);
                })
                .collect(Collectors.joining("\n"));
    }

    /** A table for each pack, with a row for each of its rules. */
    public static String sections(Collection<String> packs, Function<PackRules.Rule, String> status) {
        return packs.stream()
                .map(pack -> """
                        ## %s

                        | rule | controls | status |
                        | --- | --- | --- |
                        %s
                        """.formatted(
                                pack,
                                rulesOf(pack).stream()
                                        .map(rule -> "| %s | %s | %s |"
                                                .formatted(rule.id(), rule.controls(), status.apply(rule)))
                                        .collect(Collectors.joining("\n"))))
                .collect(Collectors.joining("\n"));
    }

    /** How a number of resources reads. */
    public static String resources(long count) {
        return count == 1 ? "1 resource" : count + " resources";
    }

    private static List<PackRules.Rule> rulesOf(String pack) {
        return RULES.stream()
                .filter(rule -> rule.pack().equals(pack))
                .sorted(Comparator.comparing(PackRules.Rule::id))
                .toList();
    }
}

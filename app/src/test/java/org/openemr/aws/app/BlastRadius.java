package org.openemr.aws.app;

import java.util.List;
import java.util.stream.Collectors;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.GeneratedDocument;

/** Which stacks a change of each setting touches: from every base and both ways, by what they get and not by what is written. */
final class BlastRadius {

    private BlastRadius() {}

    /** The stacks in which something changes, or that come or go; a deployment of another name is another installation. */
    static List<String> of(String key) {
        var touched = TransitionOutcomes.all()
                .filter(outcome -> outcome.subject().equals(key))
                .flatMap(TransitionOutcome::stacks)
                .collect(Collectors.toSet());
        return key.equals("deployment_name")
                ? StackOrder.ALL
                : StackOrder.ALL.stream().filter(touched::contains).toList();
    }

    static GeneratedDocument reference() {
        var rows = CdkJson.settings().keySet().stream()
                .map(key -> "| `%s` | %s |".formatted(key, cells(of(key))))
                .collect(Collectors.joining("\n"));
        return new GeneratedDocument("docs/blast-radius.md", """
                # Blast radius of a setting

                Which stacks a change of a setting touches: something in them changes, or they come or go. Measured on a model of
                CloudFormation, which knows the values that stacks read from each other, from five configurations and both ways, so
                that a stack may be named although it does not change in yours: `npx cdk diff` says so. Stacks not named need not
                be deployed again. This file is generated: see `BlastRadius`.

                | setting | %s |
                | --- | %s |
                %s
                """.formatted(
                        String.join(" | ", StackOrder.ALL),
                        StackOrder.ALL.stream().map(stack -> ":-:").collect(Collectors.joining(" | ")),
                        rows));
    }

    private static String cells(List<String> changed) {
        return StackOrder.ALL.stream()
                .map(stack -> changed.contains(stack) ? "x" : " ")
                .collect(Collectors.joining(" | "));
    }
}

package org.openemr.aws.operator.evidence;

import java.util.Comparator;
import java.util.List;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.aws.Stacks;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What watches the account, whose it is and what it lacks, as the last deployment of WatchStack found it. */
final class Watching {

    private static final List<String> COLUMNS = List.of("what", "state");

    private Watching() {}

    static ChapterSource source(Stacks stacks, Names names) {
        return new ChapterSource(
                "watching",
                "Threat detection and compliance monitoring",
                "What the account has once, as the last deployment of WatchStack found it, or made it. It may have been turned off since.",
                source -> read(source, stacks, names));
    }

    private static Chapter read(ChapterSource source, Stacks stacks, Names names) {
        var rows = stacks.find(names.stackName(Layer.WATCH)).stream()
                .flatMap(stack -> stack.outputs().stream())
                .sorted(Comparator.comparing(Output::outputKey))
                .map(output -> Row.of(COLUMNS, output.description(), output.outputValue()))
                .toList();
        var notes = rows.isEmpty()
                ? List.of(
                        "WatchStack is not deployed: none of enable_threat_detection, enable_compliance_monitoring and monthly_budget_usd is on. What the"
                                + " account has without this deployment is not in here.")
                : List.<String>of();
        return Chapter.of(source, COLUMNS, rows, notes);
    }
}

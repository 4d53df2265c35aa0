package org.openemr.aws.operator.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.plan.Costs;
import org.openemr.aws.plan.Effect;
import org.openemr.aws.plan.Effects;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Template;

/** A change of a deployment in the words of a clinic. */
public final class ChangeReport {

    private final InstallationChange change;
    private final List<PlannedStep> steps;

    private ChangeReport(InstallationChange change, Names names) {
        this.change = change;
        this.steps = IntStream.range(0, change.steps().size())
                .mapToObj(i -> new PlannedStep(i + 1, change.steps().get(i), names))
                .toList();
    }

    /**
     * Plans the way from what is deployed to what is wanted.
     *
     * @param deployed the templates by stack id
     * @param wanted the templates by stack id
     */
    public static ChangeReport of(Map<String, Template> deployed, Map<String, Template> wanted, Names names) {
        var installed = InstallationChange.of(Installed.NOTHING, deployed).after();
        return new ChangeReport(InstallationChange.of(installed, wanted), names);
    }

    /** One row for each stack that something happens to, in order. */
    public List<Map<String, Object>> rows() {
        return steps.stream().map(PlannedStep::row).toList();
    }

    /** What it means, line by line. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(words(effect()));
        steps.forEach(step -> step.noteworthy().forEach(line -> lines.add("  " + line)));
        change.hazards().forEach(hazard -> lines.add("  " + hazard.text()));
        Costs.of(change).forEach(line -> lines.add("Cost: " + line));
        if (!steps.isEmpty()) {
            lines.add("To apply it, in this order:");
            steps.forEach(step -> lines.add("  " + step.command()));
        }
        return lines;
    }

    /** Everything, for scripts. */
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("effect", effect().name().toLowerCase(java.util.Locale.ROOT));
        facts.put("steps", rows());
        facts.put(
                "noteworthy",
                steps.stream().flatMap(step -> step.noteworthy().stream()).toList());
        facts.put("hazards", change.hazards().stream().map(Object::toString).toList());
        facts.put("costs", Costs.of(change));
        facts.put("commands", steps.stream().map(PlannedStep::command).toList());
        return facts;
    }

    /** How a command that shows it ends. */
    public ExitStatus status() {
        return switch (effect()) {
            case IMPOSSIBLE -> ExitStatus.NOT_READY;
            case DATA_MOVES -> ExitStatus.DATA_AT_RISK;
            default -> ExitStatus.DONE;
        };
    }

    private Effect effect() {
        return Effects.of(change);
    }

    private static String words(Effect effect) {
        return switch (effect) {
            case NOTHING -> "Nothing changes.";
            case IN_PLACE -> "Nobody notices.";
            case SET_UP -> "The set-up task runs again; the site goes on.";
            case TASKS_REPLACED -> "Tasks are replaced one after the other; who works goes on working.";
            case INTERRUPTION -> "For some minutes the site cannot be reached, or not in every way:";
            case DATA_MOVES -> "A store is replaced or goes. Know where its data is before you go on:";
            case IMPOSSIBLE -> "The deployment would fail, or break what is at work:";
        };
    }
}

package org.openemr.aws.operator.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.plan.Costs;
import org.openemr.aws.plan.Effect;
import org.openemr.aws.plan.Effects;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Template;

/** A change of a deployment in the words of a clinic. */
public final class ChangeReport {

    /** The names of the values of a row. */
    public static final List<String> COLUMNS = PlannedStep.COLUMNS;

    private final InstallationChange change;
    private final List<PlannedStep> steps;
    private final Map<String, String> obstacles;

    private ChangeReport(InstallationChange change, List<PlannedStep> steps, Map<String, String> obstacles) {
        this.change = change;
        this.steps = steps;
        this.obstacles = obstacles;
    }

    /**
     * Plans the way from what is deployed to what is wanted.
     *
     * @param wanted the templates by stack id
     */
    public static ChangeReport of(DeployedStacks deployed, Map<String, Template> wanted, Commands commands) {
        var change = InstallationChange.of(deployed.installed(), wanted);
        var steps = IntStream.range(0, change.steps().size())
                .mapToObj(i -> {
                    var step = change.steps().get(i);
                    var command = step.after().has(step.stack())
                            ? commands.deployment(step.stack())
                            : commands.deletion(step.stack(), deployed.isProtected(step.stack()));
                    return new PlannedStep(i + 1, step, command);
                })
                .toList();
        return new ChangeReport(change, steps, deployed.obstacles());
    }

    /**
     * What a deployment of some stacks does: that, and nothing else that cdk.json may have changed.
     *
     * @param assembly what was synthesised
     */
    public static ChangeReport of(DeployedStacks deployed, List<String> stacks, Path assembly, Commands commands) {
        var wanted = new HashMap<>(deployed.templates());
        var synthesised = WantedTemplates.in(assembly);
        stacks.forEach(stack -> wanted.put(stack, synthesised.get(stack)));
        return of(deployed, wanted, commands);
    }

    /** What is to do, in order. */
    public List<PlannedStep> steps() {
        return steps;
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
        obstacles.values().forEach(obstacle -> lines.add("  " + obstacle));
        Costs.of(change).forEach(line -> lines.add("Cost: " + line));
        return lines;
    }

    /** How to do it, line by line; none when nothing is to do. */
    public List<String> commands() {
        return steps.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of("To apply it, in this order:"),
                                steps.stream().map(step -> "  " + step.command()))
                        .toList();
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
        facts.put("obstacles", List.copyOf(obstacles.values()));
        facts.put("costs", Costs.of(change));
        facts.put("commands", steps.stream().map(PlannedStep::command).toList());
        return facts;
    }

    /** How a command that shows it ends. */
    public ExitStatus status() {
        return switch (effect()) {
            case IMPOSSIBLE -> ExitStatus.NOT_READY;
            case DATA_MOVES, UNPROTECTED -> ExitStatus.DATA_AT_RISK;
            default -> ExitStatus.DONE;
        };
    }

    /** The worst that it does. */
    private Effect effect() {
        return change.stacks().stream().anyMatch(obstacles::containsKey) ? Effect.IMPOSSIBLE : Effects.of(change);
    }

    private static String words(Effect effect) {
        return switch (effect) {
            case NOTHING -> "Nothing changes.";
            case IN_PLACE -> "Nobody notices.";
            case SET_UP -> "The set-up task runs again; the site goes on.";
            case TASKS_REPLACED -> "Tasks are replaced one after the other; who works goes on working.";
            case INTERRUPTION -> "For some minutes the site cannot be reached, or not in every way:";
            case ACCESS -> "Who, or what, may connect changes; nothing is interrupted for who still may:";
            case UNPROTECTED -> "Data that was kept may be deleted from now on, or goes with its stack:";
            case DATA_MOVES -> "A store is replaced or goes. Know where its data is before you go on:";
            case IMPOSSIBLE -> "The deployment would fail, or break what is at work:";
        };
    }
}

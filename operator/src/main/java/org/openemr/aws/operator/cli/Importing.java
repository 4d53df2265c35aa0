package org.openemr.aws.operator.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.imports.ImportBucket;
import org.openemr.aws.operator.imports.Inspection;
import org.openemr.aws.operator.imports.Upload;
import org.openemr.aws.operator.tasks.OneOffTask;
import org.openemr.aws.operator.tasks.SiteTasks;

/** What the commands of an import do in the deployment. Each step can be repeated. */
final class Importing {

    private static final Pattern ROWS = Pattern.compile("ROWS ([^ ].*) ([0-9]+)$");

    private static final String KEPT =
            "What was there before is kept: openemr import run goes on, openemr import abort brings it back.";

    private final OperatorCommand command;
    private final ImportBucket bucket;
    private final OneOffTask task;
    private final OneOffTask setUp;
    private final SiteTasks tasks;

    /**
     * In a deployment.
     *
     * @throws Failure when it brings nothing over
     */
    Importing(OperatorCommand command, DeployedValues values) {
        this.command = command;
        bucket = new ImportBucket(command.aws(), values);
        task = new OneOffTask(command.aws(), values, TaskKind.IMPORT);
        setUp = new OneOffTask(command.aws(), values, TaskKind.SET_UP);
        tasks = new SiteTasks(command.aws(), values);
        task.definition();
    }

    ImportBucket bucket() {
        return bucket;
    }

    /** What was uploaded of the same source before, and can be used again. */
    Optional<Upload> uploaded(Inspection inspection) {
        return bucket.uploaded().filter(upload -> inspection.isOf(upload.inspection()));
    }

    /** Sees that the deployment is fresh, and that its image upgrades the version. Changes nothing. */
    void look(Inspection inspection) {
        run(
                "Looking whether it can begin",
                Map.of("ACTION", "look", "VERSION", inspection.version()),
                "READY",
                "Nothing was changed.");
    }

    /** Has the task put database and files in the place of what is there; returns how many rows each table has. */
    Map<String, Long> load(Upload upload) {
        var log = run(
                "Bringing database and files",
                Map.of("ACTION", "load", "VERSION", upload.inspection().version(), "UPLOAD", upload.id()),
                "IMPORTED",
                KEPT);
        var rows = new TreeMap<String, Long>();
        log.lines()
                .map(ROWS::matcher)
                .filter(matcher -> matcher.find())
                .forEach(matcher -> rows.put(matcher.group(1), Long.valueOf(matcher.group(2))));
        return rows;
    }

    /** Has the task bring back what was there. */
    void undo() {
        setUp.requireNoneRuns();
        run(
                "Bringing back what was there",
                Map.of("ACTION", "undo"),
                "UNDONE",
                "Nothing is lost: openemr import abort goes on.");
    }

    /** Has the task forget what was there before. */
    void forget() {
        run(
                "Forgetting what was there before",
                Map.of("ACTION", "finish"),
                "FINISHED",
                "openemr import finish goes on.");
    }

    private String run(String what, Map<String, String> variables, String sign, String goOn) {
        var arn = OneOffTasks.run(
                command, what, task, variables, complaint -> "%s failed: %s. %s".formatted(what, complaint, goOn));
        return OneOffTasks.lastWords(
                        command,
                        () -> Optional.of(task.log(arn).lines())
                                .filter(lines -> lines.stream().anyMatch(line -> line.contains(sign))))
                .map(lines -> String.join("\n", lines))
                .orElseThrow(() -> Failure.failed("The task ended, and its log does not say how: " + arn));
    }

    /** Upgrades what came to the version of this deployment, with the settings that it has. */
    void setUp() {
        OneOffTasks.run(
                command,
                "Upgrading what came",
                setUp,
                Map.of("MUST_APPLY", "yes"),
                ("Set-up failed: %s. " + KEPT)::formatted);
    }

    /** Reminders and claims of the other installation are not to be sent a second time, nor when the day begins. */
    void stopClock() {
        if (setClock(0, SiteTasks.Size.Suspended.ALL)) {
            command.say(
                    "The background services are stopped: reminders and claims of the old installation are not sent from here.");
        }
    }

    void startClock() {
        if (setClock(1, SiteTasks.Size.Suspended.NOTHING)) {
            command.say("The background services run again.");
        }
    }

    /** Whether there is a clock, and it ran otherwise. */
    private boolean setClock(int number, SiteTasks.Size.Suspended suspended) {
        var changes = tasks.clock().filter(found -> found != number).isPresent();
        tasks.setClock(number, suspended);
        return changes;
    }
}

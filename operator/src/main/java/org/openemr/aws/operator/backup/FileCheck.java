package org.openemr.aws.operator.backup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.tasks.OneOffTask;
import org.openemr.aws.trial.FileCheckDefinition;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.TrialFailedException;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Opens what a restored file system holds, in a task. */
public final class FileCheck {

    /** Not that of restore tests, which take theirs away when they are over. */
    private static final String FAMILY_SUFFIX = "-trial";

    private final OneOffTask task;
    private final FileCheckDefinition definition;

    public FileCheck(Aws aws, DeployedValues values) {
        task = new OneOffTask(aws, values, TaskKind.FILE_CHECK);
        definition = new FileCheckDefinition(
                aws.client(EcsClient.builder()), TaskKind.FILE_CHECK.family(values.names()) + FAMILY_SUFFIX);
    }

    /**
     * Sees that there is a task for it.
     *
     * @throws Failure when ComputeStack has none, or changes
     */
    public void requireTask() {
        task.definition();
    }

    /** The first private subnet, in which it runs. */
    public String subnet() {
        return task.subnets().get(0);
    }

    /**
     * Starts it.
     *
     * @param store what the file system is for: {@code sites} or {@code ssl}
     * @param documents rows of the table documents that must be there
     * @return the task's ARN
     */
    public String start(ScratchFiles files, String store, List<Map<String, Object>> documents) {
        return start(files, true, FileCheckDefinition.variables(store, documents));
    }

    /** Starts it with the deployment's own file system, in which nothing can be written. */
    public String startHere(List<Map<String, Object>> documents) {
        return task.start(FileCheckDefinition.variables("sites", documents));
    }

    /** Starts it, to move what AWS Backup restored to the root of the file system, and to look at it there. */
    public String startMove(ScratchFiles files, String store) {
        return start(files, false, Map.of("STORE", store, "MOVE", "yes"));
    }

    private String start(ScratchFiles files, boolean readOnly, Map<String, String> variables) {
        return task.start(
                definition.register(task.definition(), files.id(), readOnly),
                List.of(files.place().subnet()),
                variables);
    }

    public OneOffTask.State state(String arn) {
        return task.state(arn);
    }

    /**
     * How many documents were read, as far as the log of the task has it yet.
     *
     * @throws TrialFailedException when something is not as it must be
     */
    public Optional<Integer> documentsRead(String arn, OneOffTask.State state) {
        var log = task.log(arn);
        return log.documentsRead(state.wentWell(), state.reason());
    }

    /** Takes the definitions back that trials registered. */
    public void forget() {
        definition.forget();
    }
}

package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchFiles;
import software.amazon.awssdk.services.efs.EfsClient;

/**
 * A task opens the files: OpenEMR's configuration and the newest documents that the database knows, or the certificates.
 *
 * @param source the ARN of the deployment's file system
 * @param store {@code sites} or {@code ssl}
 * @param place where the task reaches it
 * @param database knows the documents
 */
record FilesProof(
        EfsClient efs, FileTask task, String source, String store, ScratchFiles.Place place, DatabaseProof database)
        implements StoreProof {

    private static final String WITH_DOCUMENTS = "sites";

    @Override
    public String look(Restored restored, Stage stage, Instant now) {
        var begun = stage.tasks().get(store);
        return begun == null ? begin(restored, stage, now) : follow(begun, stage);
    }

    private String begin(Restored restored, Stage stage, Instant now) {
        var files = scratch(restored);
        var state = files.prepare();
        if (!state.equals(Scratch.READY)) {
            return state;
        }
        var ready = stage.times().computeIfAbsent(store, first -> now);
        if (now.isBefore(ready.plus(ScratchFiles.NAME_IS_KNOWN))) {
            return "mount target's name is not known yet";
        }
        if (store.equals(WITH_DOCUMENTS)
                && stage.verdict(DatabaseProof.DATABASE).isEmpty()) {
            return "waits for the database";
        }
        stage.tasks().put(store, task.start(files, store, documents(stage, restored.taken())));
        return "task is started";
    }

    private List<Map<String, Object>> documents(Stage stage, Instant taken) {
        return store.equals(WITH_DOCUMENTS) ? database.documents(stage, taken) : List.of();
    }

    /** A task that did not run says nothing of the files: another one is started. */
    private String follow(String arn, Stage stage) {
        var end = task.end(arn);
        if (end.isEmpty()) {
            return "task runs";
        }
        if (!end.get().ran()) {
            stage.tasks().remove(store);
            throw new IllegalStateException("The task did not run: " + end.get().reason());
        }
        var read = end.get().documentsRead();
        if (read.isEmpty()) {
            return "task has ended, and its log is not there yet";
        }
        var seen = new TreeMap<String, Object>();
        if (store.equals(WITH_DOCUMENTS)) {
            seen.put("documents_read", read.get());
        }
        stage.verdicts().put(store, Verdict.passed(seen));
        return Scratch.READY;
    }

    /** Without its mount target a task would wait for the files for ever. */
    @Override
    public String giveBack(Restored restored) {
        var files = scratch(restored);
        return task.stop(files.id()) ? "task is stopping" : files.release();
    }

    @Override
    public ScratchFiles scratch(Restored restored) {
        return new ScratchFiles(efs, restored.name(), restored.job(), place);
    }
}

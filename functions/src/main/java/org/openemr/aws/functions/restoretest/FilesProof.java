package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchFiles;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
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
    public String look(RestoredStores restored, Stage stage) {
        var begun = stage.tasks().get(store);
        return begun == null ? begin(restored, stage) : follow(begun, stage);
    }

    private String begin(RestoredStores restored, Stage stage) {
        var job = restored.require(store);
        var files = scratch(job);
        var state = files.prepare();
        if (!state.equals(Scratch.READY)) {
            return state;
        }
        var ready = stage.ready().computeIfAbsent(store, first -> restored.now());
        if (restored.now().isBefore(ready.plus(ScratchFiles.NAME_IS_KNOWN))) {
            return "mount target's name is not known yet";
        }
        if (store.equals(WITH_DOCUMENTS)
                && stage.verdict(DatabaseProof.DATABASE).isEmpty()) {
            return "waits for the database";
        }
        stage.tasks().put(store, task.start(files, store, documents(restored, job.recoveryPointCreationDate(), stage)));
        return "task is started";
    }

    private List<Map<String, Object>> documents(RestoredStores restored, Instant taken, Stage stage) {
        return store.equals(WITH_DOCUMENTS) ? database.documents(restored, taken, stage) : List.of();
    }

    private String follow(String arn, Stage stage) {
        var read = task.documentsRead(arn);
        if (read.isEmpty()) {
            return "task runs";
        }
        var seen = new TreeMap<String, Object>();
        if (store.equals(WITH_DOCUMENTS)) {
            seen.put("documents_read", read.get());
        }
        stage.verdicts().put(store, Verdict.passed(seen));
        return Scratch.READY;
    }

    @Override
    public ScratchFiles scratch(RestoreJobsListMember job) {
        var arn = job.createdResourceArn();
        var id = arn.substring(arn.lastIndexOf('/') + 1);
        return new ScratchFiles(efs, id, job.restoreJobId(), place);
    }
}

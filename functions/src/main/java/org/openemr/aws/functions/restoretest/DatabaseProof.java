package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openemr.aws.trial.DatabaseFacts;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchDatabase;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/**
 * The database answers for version and row counts.
 *
 * @param source the ARN of the deployment's cluster
 * @param schema the schema that OpenEMR uses
 */
record DatabaseProof(RdsClient rds, RdsDataClient data, String source, String schema) implements StoreProof {

    static final String DATABASE = "database";

    @Override
    public String store() {
        return DATABASE;
    }

    @Override
    public String look(RestoredStores restored, Stage stage) {
        var cluster = scratch(restored.require(DATABASE));
        var state = cluster.prepare();
        if (!state.equals(Scratch.READY)) {
            return state;
        }
        var seen = new TreeMap<>(new DatabaseFacts(cluster.query()).read());
        seen.put("restored", cluster.engine());
        stage.verdicts().put(DATABASE, Verdict.passed(seen));
        return Scratch.READY;
    }

    @Override
    public ScratchDatabase scratch(RestoreJobsListMember job) {
        var arn = job.createdResourceArn();
        return new ScratchDatabase(rds, data, arn.substring(arn.lastIndexOf(':') + 1), schema);
    }

    /** The newest documents that must be among files of another recovery point; none when the database did not stand its own test. */
    List<Map<String, Object>> documents(RestoredStores restored, Instant filesTaken, Stage stage) {
        return restored.of(DATABASE)
                .filter(job -> stage.verdict(DATABASE).flatMap(Verdict::problem).isEmpty())
                .map(job -> new DatabaseFacts(scratch(job).query())
                        .documents(earlier(filesTaken, job.recoveryPointCreationDate())))
                .orElse(List.of());
    }

    private static Instant earlier(Instant first, Instant second) {
        return Stream.of(Optional.of(first), Optional.ofNullable(second))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}

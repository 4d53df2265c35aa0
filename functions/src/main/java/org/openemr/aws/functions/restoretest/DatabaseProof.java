package org.openemr.aws.functions.restoretest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.trial.DatabaseFacts;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchDatabase;
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
    public String look(Restored restored, Stage stage, Instant now) {
        var cluster = scratch(restored);
        var state = cluster.prepare();
        if (!state.equals(Scratch.READY)) {
            return state;
        }
        var seen = new TreeMap<>(new DatabaseFacts(cluster.query()).read());
        seen.put("restored", cluster.engine());
        stage.verdicts().put(DATABASE, Verdict.passed(seen));
        return Scratch.READY;
    }

    /** What it does not answer is thrown: who looks counts it. */
    @Override
    public ScratchDatabase scratch(Restored restored) {
        return new ScratchDatabase(rds, data, restored.name(), schema, 0);
    }

    /** The newest documents that must be among files of another recovery point; none when the database did not stand its own test. */
    List<Map<String, Object>> documents(Stage stage, Instant filesTaken) {
        return stage.restored(DATABASE)
                .filter(restored -> stage.verdict(DATABASE)
                        .filter(verdict -> verdict.problem().isEmpty())
                        .isPresent())
                .map(restored ->
                        new DatabaseFacts(scratch(restored).query()).documents(earlier(filesTaken, restored.taken())))
                .orElse(List.of());
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}

package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.trial.DatabaseFacts;
import software.amazon.awssdk.services.rdsdata.model.DatabaseResumingException;

/** What a deployment's database holds, asked by the Data API: the version of the schema, and how many patients, encounters and documents. */
record DatabaseCounts(OperatorCommand command, Aws aws, DeployedValues values) {

    private static final Duration WAKES_UP_WITHIN = Duration.ofSeconds(15);
    private static final int MOST_LOOKS = 8;

    /**
     * Asks; a database that pauses is waited for.
     *
     * @throws Failure when it cannot be asked
     */
    Map<String, String> read() {
        for (var looks = 1; ; looks++) {
            try {
                return facts();
            } catch (Failure e) {
                if (looks == MOST_LOOKS || !(e.getCause() instanceof DatabaseResumingException)) {
                    throw new Failure(
                            e.status(), "The database in %s: %s".formatted(values.region(), e.getMessage()), e);
                }
                command.surroundings().pause().of(WAKES_UP_WITHIN);
            }
        }
    }

    private Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        new DatabaseFacts(DataApi.asOpenEmr(aws, values)::rows)
                .read()
                .forEach((name, fact) -> facts.put(name, String.valueOf(fact)));
        return facts;
    }
}

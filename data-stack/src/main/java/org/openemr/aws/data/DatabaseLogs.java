package org.openemr.aws.data;

import java.util.List;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.LogGroupNames;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The log groups that the cluster writes to. RDS would make them without key and for ever; they hold statements with
 * patients' data, so they exist, encrypted and with an end, before the cluster.
 */
final class DatabaseLogs extends Construct {

    static final String GENERAL = "general";

    private static final List<String> EXPORTS = List.of("audit", "error", GENERAL, "slowquery");

    /** What the cluster writes; its group is there either way, for a group that is kept would be in the way of the next. */
    static List<String> exports(boolean generalLog) {
        return EXPORTS.stream()
                .filter(export -> generalLog || !export.equals(GENERAL))
                .toList();
    }

    DatabaseLogs(Construct scope, Deployment deployment, IKey logKey, String clusterIdentifier) {
        super(scope, "Logs");
        for (var export : EXPORTS) {
            LogGroup.Builder.create(this, PascalCase.of(export))
                    .logGroupName(LogGroupNames.database(clusterIdentifier, export))
                    .retention(export.equals("audit") ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH)
                    .encryptionKey(logKey)
                    .removalPolicy(RemovalPolicies.ofStores(deployment))
                    .build();
        }
    }
}

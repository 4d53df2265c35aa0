package org.openemr.aws.data;

import java.util.Optional;
import org.openemr.aws.constructs.stack.NameOfThisStack;
import org.openemr.aws.contracts.DatabaseNames;
import org.openemr.aws.contracts.Deployment;

/**
 * The cluster's identifier, which is needed before the cluster exists: log groups and the backup plan name it. A restored
 * cluster has another than the one it replaces, because CloudFormation makes the new one first.
 */
final class DatabaseIdentifier {

    private DatabaseIdentifier() {}

    static String of(Deployment deployment, Optional<String> snapshot) {
        return NameOfThisStack.of(deployment, DatabaseNames.part(snapshot));
    }
}

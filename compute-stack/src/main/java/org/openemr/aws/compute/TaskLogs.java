package org.openemr.aws.compute;

import org.openemr.aws.constructs.stack.NameOfThisStack;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The log group of all tasks. */
final class TaskLogs {

    private TaskLogs() {}

    static ILogGroup create(Construct scope, Deployment deployment, ComputeSettings settings, IKey logKey) {
        var logs = LogGroup.Builder.create(scope, "TaskLogs")
                .logGroupName(NameOfThisStack.of(deployment, "tasks"))
                .encryptionKey(logKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .build();
        // The construct takes a constant of an enumeration where the setting has the number of days itself.
        ((CfnLogGroup) logs.getNode().getDefaultChild()).setRetentionInDays(settings.logRetentionDays());
        return logs;
    }
}

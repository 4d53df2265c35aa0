package org.openemr.aws.constructs.function;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Log groups of functions and their state machines: encrypted, kept for three months, removed with the stack. */
public final class FunctionLogs {

    private FunctionLogs() {}

    /** Creates a log group of the given physical name. */
    public static LogGroup create(Construct scope, String id, String name, IKey logKey) {
        return LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .encryptionKey(logKey)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}

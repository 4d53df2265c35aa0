package org.openemr.aws.contracts;

/** What RecoveryStack publishes. */
public final class RecoveryContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.RECOVERY);

    public static final Output RESTORE_TESTING_PLAN_NAME =
            CONTRACT.output("restore-testing-plan-name", "Plan of AWS Backup that restores for tests");

    private RecoveryContract() {}
}

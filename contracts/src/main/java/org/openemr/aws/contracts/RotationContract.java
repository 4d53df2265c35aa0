package org.openemr.aws.contracts;

/** What RotationStack publishes. */
public final class RotationContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.ROTATION);

    public static final Output RETIREMENT_MACHINE_ARN =
            CONTRACT.output("retirement-machine-arn", "State machine that takes credentials away after a rotation");

    private RotationContract() {}
}

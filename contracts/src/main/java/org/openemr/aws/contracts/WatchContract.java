package org.openemr.aws.contracts;

/** What WatchStack publishes: what it found in the account, or made. */
public final class WatchContract {

    /** The declarations below. */
    public static final Contract CONTRACT = new Contract(Layer.WATCH);

    // Published with threat detection.
    public static final Output THREAT_DETECTOR_ID =
            CONTRACT.optional("threat-detector-id", "Detector of Amazon GuardDuty");
    public static final Output FINDINGS_HUB_ARN = CONTRACT.optional("findings-hub-arn", "Security Hub");

    // Published with compliance monitoring.
    public static final Output CONFIGURATION_RECORDER_NAME =
            CONTRACT.optional("configuration-recorder-name", "Recorder of AWS Config");
    public static final Output CONFORMANCE_PACK_NAME =
            CONTRACT.optional("conformance-pack-name", "Conformance pack for HIPAA");

    // Published with a budget.
    public static final Output SPENDING_MONITOR_ARN =
            CONTRACT.optional("spending-monitor-arn", "Monitor of all services in Cost Anomaly Detection");

    private WatchContract() {}
}

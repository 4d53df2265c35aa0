package org.openemr.aws.contracts;

import java.util.stream.Stream;

/** The layers of an installation in the order in which values flow; each is one CDK stack and one Maven module. */
public enum Layer {
    SECURITY("SecurityStack", "security", "Keys, web ACL, audit trail, administrator's secret and alert topics"),
    NETWORK("NetworkStack", "network", "VPC, security groups, load balancer and accelerator"),
    DATA("DataStack", "data", "Database, cache, file systems and backups"),
    DNS("DnsStack", "dns", "Hosted zone, certificate and mail"),
    IDENTITY("IdentityStack", "identity", "User pool of those who sign in before OpenEMR"),
    WATCH("WatchStack", "watch", "Threat detection, compliance monitoring and budget"),
    COMPUTE("ComputeStack", "compute", "ECS cluster, set-up task, OpenEMR service and listeners"),
    ROTATION("RotationStack", "rotation", "Rotation of credentials"),
    RECOVERY("RecoveryStack", "recovery", "Restore tests of backups"),
    ANALYTICS("AnalyticsStack", "analytics", "Exports, Spark and SageMaker Studio"),
    PIPELINE("PipelineStack", "pipeline", "Roles that a pipeline of a repository plans and deploys with");

    private final String stackId;
    private final String label;
    private final String purpose;

    Layer(String stackId, String label, String purpose) {
        this.stackId = stackId;
        this.label = label;
        this.purpose = purpose;
    }

    /**
     * The layer of a stack.
     *
     * @param stackId the construct id of a stack of this project
     */
    public static Layer ofStack(String stackId) {
        return Stream.of(values())
                .filter(layer -> layer.stackId.equals(stackId))
                .findFirst()
                .orElseThrow();
    }

    /** The construct id that users pass to {@code cdk deploy}, for example {@code NetworkStack}. */
    public String stackId() {
        return stackId;
    }

    /** The short lower-case name in physical names, parameter paths and tags, for example {@code network}. */
    public String label() {
        return label;
    }

    /** One line that says what the layer owns; the description of its stack. */
    public String purpose() {
        return purpose;
    }
}

package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** What CloudFormation does with a resource that a stack gives up: its DeletionPolicy or UpdateReplacePolicy. */
public enum Disposal {
    DELETED,
    /** It stays in the account, outside of the stack. */
    KEPT,
    /** A snapshot of it stays. */
    SNAPSHOT_KEPT;

    /**
     * Reads a policy of a resource.
     *
     * @param policy the attribute; when it is missing, CloudFormation deletes. (A cluster without one keeps a snapshot; this project
     *     always writes it.)
     */
    static Disposal of(JsonNode policy) {
        return switch (policy.asText("Delete")) {
            case "Retain", "RetainExceptOnCreate" -> KEPT;
            case "Snapshot" -> SNAPSHOT_KEPT;
            default -> DELETED;
        };
    }
}

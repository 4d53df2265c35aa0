package org.openemr.aws.plan;

/**
 * Why a deployment fails, or what it harms.
 *
 * @param text what is wrong, with the resources it concerns
 */
public record Hazard(Kind kind, String text) {

    /** What is wrong. */
    public enum Kind {
        /** Two resources want what only one can have: CloudFormation creates before it deletes. */
        TAKEN,
        /** What a stack removes is used by a stack that is deployed later, or not at all. */
        IN_USE,
        /** A stack reads a value that nobody has published yet. */
        MISSING,
        /** AWS refuses the change. */
        REFUSED,
        /** A resource that holds data is replaced or given up. */
        DATA
    }

    @Override
    public String toString() {
        return kind + " " + text;
    }
}

package org.openemr.aws.report;

/**
 * That something reaches something.
 *
 * @param from who begins it
 * @param to whom it reaches
 * @param what over which port and what for, or which permission lets it
 * @param type how it reaches it
 */
record Connection(Part from, Part to, String what, Type type) {

    /** How something reaches something. */
    enum Type {
        /** A rule of a security group lets it, at a port. */
        NETWORK,
        /** A policy of its role names it. */
        PERMISSION,
        /** It stands before it, or writes to it, by its configuration. */
        CONFIGURATION
    }
}

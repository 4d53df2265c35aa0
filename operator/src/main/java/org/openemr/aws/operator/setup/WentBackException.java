package org.openemr.aws.operator.setup;

/** Somebody wants to answer the question before once more. */
public final class WentBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

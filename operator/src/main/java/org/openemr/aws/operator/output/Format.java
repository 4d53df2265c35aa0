package org.openemr.aws.operator.output;

/** How results are written: for people or for scripts. */
public enum Format {
    TABLE,
    JSON,
    CSV
}

package org.openemr.aws.operator.output;

import java.util.Locale;

/** How results are written: for people or for scripts. */
public enum Format {
    TABLE,
    JSON,
    CSV;

    /** The name as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

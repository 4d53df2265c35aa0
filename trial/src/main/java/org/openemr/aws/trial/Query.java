package org.openemr.aws.trial;

import java.util.List;
import java.util.Map;

/** Asks a database of OpenEMR. */
@FunctionalInterface
public interface Query {

    /**
     * The rows that a statement gives.
     *
     * @param parameters values by the names that follow a colon in the statement
     */
    List<Map<String, Object>> rows(String sql, Map<String, String> parameters);
}
